import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '../database/columns';

/** WAITING for its bytes, RECEIVING them, STORED as a blob of the same id, GONE: about to be removed. */
export const UPLOAD_STATES = ['WAITING', 'RECEIVING', 'STORED', 'GONE'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

/** A file that a member announced: of that member alone, and only until something takes it (`takeUpload`) or its time is up. */
export const UploadSchema = defineEntity({
  name: 'Upload',
  tableName: 'upload',
  filters: tenantFilter,
  indexes: [
    { name: 'upload_member_index', properties: ['tenantId', 'memberId'] },
    { name: 'upload_expiry_index', properties: ['expiresAt'] },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    memberId: p.uuid(),
    state: p.string().length(10).$type<UploadState>(),
    fileName: p.string().length(240),
    /** As announced; what its bytes are, once they are here. */
    mimeType: p.string().length(120),
    size: p.bigint('number'),
    expiresAt: instant(),
    createdAt: instant(),
  },
});
export class Upload extends UploadSchema.class {}
UploadSchema.setClass(Upload);
