import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

/** PHONE: E.164, Brazilian numbers with their ninth digit. LID: WhatsApp's hidden id. GROUP: a group's jid. */
export const IDENTITY_KINDS = ['PHONE', 'LID', 'GROUP'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
/** Who named the contact: a better source may rename it, a worse one only fills a blank. */
export const NAME_SOURCES = ['NONE', 'PHONE_NUMBER', 'WHATSAPP', 'MEMBER'] as const;
export type NameSource = (typeof NAME_SOURCES)[number];

export const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  filters: tenantFilter,
  indexes: [
    { name: 'contact_tenant_index', properties: ['tenantId', 'id'] },
    { name: 'contact_owner_index', properties: ['tenantId', 'ownerId'] },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    name: p.string().length(200),
    nameSource: p.string().length(12).$type<NameSource>(),
    ownerId: p.uuid().nullable(),
    teamId: p.uuid().nullable(),
    version: p.integer().default(1),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact);

/** One way of naming a person. `value` is canonical and unique in the tenant, so that a person is one contact. */
export const ContactIdentitySchema = defineEntity({
  name: 'ContactIdentity',
  tableName: 'contact_identity',
  filters: tenantFilter,
  uniques: [{ name: 'contact_identity_value_unique', properties: ['tenantId', 'kind', 'value'] }],
  indexes: [{ name: 'contact_identity_contact_index', properties: ['tenantId', 'contactId'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    contactId: p.uuid(),
    kind: p.string().length(6).$type<IdentityKind>(),
    value: p.string().length(120),
    createdAt: instant(),
  },
});
export class ContactIdentity extends ContactIdentitySchema.class {}
ContactIdentitySchema.setClass(ContactIdentity);

export const crmEntities = [Contact, ContactIdentity];
