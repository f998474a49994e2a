import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

/** DROPPED: its contact became part of another that has a picture of its own; the file goes, then the row. */
export const PICTURE_STATES = ['NONE', 'SHOWN', 'DROPPED'] as const;
export type PictureState = (typeof PICTURE_STATES)[number];

/** The profile picture of a contact, as far as it is known. When it is to be asked for lies here (`dueAt`); the bytes are a blob of the same id. */
export const ContactPictureSchema = defineEntity({
  name: 'ContactPicture',
  tableName: 'contact_picture',
  filters: tenantFilter,
  uniques: [{ name: 'contact_picture_contact_unique', properties: ['tenantId', 'contactId'] }],
  indexes: [{ name: 'contact_picture_due_index', properties: ['channelId', 'dueAt'], where: `"due_at" is not null` }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    contactId: p.uuid(),
    /** Where the contact was last heard of, and where the picture is asked for. */
    channelId: p.uuid(),
    state: p.string().length(8).$type<PictureState>(),
    mimeType: p.string().length(40).nullable(),
    /** Which picture it is, by a digest of where WhatsApp has it: its address changes with each question, this part does not. */
    source: p.string().length(64).nullable(),
    /** Counts the pictures: a part of the address, so that browsers may keep each. */
    version: p.integer().default(0),
    checkedAt: instant().nullable(),
    /** null: nothing to do. */
    dueAt: instant().nullable(),
    attempts: p.integer().default(0),
  },
});
export class ContactPicture extends ContactPictureSchema.class {}
ContactPictureSchema.setClass(ContactPicture);
