import { defineEntity, p, type EventArgs } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';
import { foldName } from '@prosa/shared/contracts';
import { SavedView } from './saved-view/saved-view.entity';

/** PHONE: E.164, Brazilian numbers with their ninth digit. LID: WhatsApp's hidden id. GROUP: a group's jid. */
export const IDENTITY_KINDS = ['PHONE', 'LID', 'GROUP'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
/** Who named the contact: a better source may rename it, a worse one only fills a blank. WhatsApp's own name follows WhatsApp. */
export const NAME_SOURCES = ['NONE', 'PHONE_NUMBER', 'WHATSAPP', 'MEMBER'] as const;
export type NameSource = (typeof NAME_SOURCES)[number];

/** KEYWORD: they wrote a word that asks for it. MEMBER: somebody of ours noted it. */
export const OPT_OUT_REASONS = ['KEYWORD', 'MEMBER'] as const;
export type OptOutReason = (typeof OPT_OUT_REASONS)[number];

/** What a name of 200 characters may grow to when its ornaments are spelt out is cut here. */
const LONGEST_SEARCHED = 400;
function keepSearchName({ entity }: EventArgs<{ name: string; searchName: string }>): void {
  entity.searchName = foldName(entity.name).slice(0, LONGEST_SEARCHED);
}

export const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  filters: tenantFilter,
  indexes: [
    { name: 'contact_tenant_index', properties: ['tenantId', 'id'] },
    { name: 'contact_owner_index', properties: ['tenantId', 'ownerId'] },
    { name: 'contact_name_index', properties: ['tenantId', 'name'] },
    // A search goes through these rows, newest first, and only to the table for what it found.
    { name: 'contact_search_index', properties: ['tenantId', 'id', 'searchName'] },
  ],
  hooks: { beforeCreate: [keepSearchName], beforeUpdate: [keepSearchName] },
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    name: p.string().length(200),
    /** The name as it is searched. Follows the name by itself, whoever writes that. */
    searchName: p.string().length(LONGEST_SEARCHED).default(''),
    nameSource: p.string().length(12).$type<NameSource>(),
    /** The newest time at which WhatsApp called them so: what it says of an earlier time changes nothing. Null: not known. */
    namedAt: instant().nullable(),
    ownerId: p.uuid().nullable(),
    teamId: p.uuid().nullable(),
    /** Since when this person wants no messages from us; null: they may be written to. */
    optedOutAt: instant().nullable(),
    optOutReason: p.string().length(8).nullable().$type<OptOutReason | null>(),
    /** When that was last decided, either way: a word of theirs that is older and comes late changes nothing. */
    optOutDecidedAt: instant().nullable(),
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

/** LEARNT: WhatsApp itself named the two as one. MEMBER: a person said so. */
export const MERGE_CAUSES = ['LEARNT', 'MEMBER'] as const;
export type MergeCause = (typeof MERGE_CAUSES)[number];

/** A contact as it was before a merge: what comes back when that is undone. */
export interface KeptContact {
  name: string;
  nameSource: NameSource;
  /** Absent in trails that are older than this. */
  namedAt?: number | null;
  ownerId: string | null;
  teamId: string | null;
  optedOutAt: number | null;
  optOutReason: OptOutReason | null;
  optOutDecidedAt: number | null;
  createdAt: number;
}
/** A thread of the other's: changed hands whole, or went into `into`. */
export interface MergedThread {
  id: string;
  channelId: string;
  into: string | null;
  remoteJid: string;
  createdAt: number;
}
export interface MergeDetail {
  gone: KeptContact;
  kept: KeptContact;
  identities: { kind: IdentityKind; value: string }[];
  threads: MergedThread[];
}

/** Two contacts became one, or were taken apart again (`undoneAt`): such two are never joined again but by a person. */
export const ContactMergeSchema = defineEntity({
  name: 'ContactMerge',
  tableName: 'contact_merge',
  filters: tenantFilter,
  indexes: [
    { name: 'contact_merge_kept_index', properties: ['tenantId', 'keptId', 'id'] },
    { name: 'contact_merge_gone_index', properties: ['tenantId', 'goneId', 'id'] },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    /** Who it is now: moves along when that one becomes part of another. */
    keptId: p.uuid(),
    goneId: p.uuid(),
    cause: p.string().length(8).$type<MergeCause>(),
    memberId: p.uuid().nullable(),
    detail: p.json<MergeDetail>(),
    mergedAt: instant(),
    undoneAt: instant().nullable(),
    undoneBy: p.uuid().nullable(),
  },
});
export class ContactMerge extends ContactMergeSchema.class {}
ContactMergeSchema.setClass(ContactMerge);

export const crmEntities = [Contact, ContactIdentity, ContactMerge, SavedView];
