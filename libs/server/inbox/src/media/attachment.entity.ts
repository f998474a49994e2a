import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

export const ATTACHMENT_STATES = ['PENDING', 'READY', 'FAILED'] as const;
export type AttachmentState = (typeof ATTACHMENT_STATES)[number];

/** The file of a message. What is to be done for it lies here, with the time `dueAt`; the bytes are a blob of the same id. */
export const AttachmentSchema = defineEntity({
  name: 'Attachment',
  tableName: 'attachment',
  filters: tenantFilter,
  uniques: [{ name: 'attachment_message_unique', properties: ['tenantId', 'messageId'] }],
  indexes: [{ name: 'attachment_due_index', properties: ['dueAt'], where: `"due_at" is not null` }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    messageId: p.uuid(),
    state: p.string().length(8).$type<AttachmentState>(),
    /** As its sender calls it; what it is, once it is here. */
    mimeType: p.string().length(120),
    fileName: p.string().length(240).nullable(),
    size: p.bigint('number').nullable(),
    durationSeconds: p.integer().nullable(),
    /** Recorded in the chat, not a file; a round video message. */
    voice: p.boolean().default(false),
    videoNote: p.boolean().default(false),
    /** How loud a recording is along its length: 64 values at most, 0 to 100. */
    waveform: p.json<number[]>().nullable(),
    /** A small picture that came with the message, as base64. */
    thumbnail: p.text().nullable(),
    /** When it is to be fetched, or removed after its message was deleted; null: nothing to do. */
    dueAt: instant().nullable(),
    attempts: p.integer().default(0),
    /** EXPIRED, TOO_LARGE, UNREACHABLE, CHANNEL_GONE; ON_REQUEST: from before the number was connected, fetched when somebody opens it. */
    failureCode: p.string().length(40).nullable(),
    createdAt: instant(),
  },
});
export class Attachment extends AttachmentSchema.class {}
AttachmentSchema.setClass(Attachment);
