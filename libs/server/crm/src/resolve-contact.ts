import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { betterName, profileName, provisionalName, type Named } from './contact-name';
import { Contact, ContactIdentity, type IdentityKind } from './crm.entities';
import { mergeInto } from './merge-contacts';

export interface Identity {
  kind: IdentityKind;
  /** Canonical: E.164 for PHONE, the jid's user part for LID, the jid for GROUP. */
  value: string;
}
/** One person as a message names them: every identity in it is theirs. */
export interface Person {
  identities: readonly Identity[];
  /** What they call themselves; null when unknown, or when it would be our own name. */
  pushName: string | null;
}
export interface Resolved {
  /** In the order of the people asked for. */
  contacts: Contact[];
  created: Set<Contact>;
  /** {field: [before, after]} of those that were there. */
  changed: Map<Contact, Record<string, [unknown, unknown]>>;
  /** Contacts that turned out to be one person; `from` is gone. */
  merged: { from: string; into: Contact }[];
}

export const identityKey = ({ kind, value }: Identity): string => `${kind}:${value}`;

/**
 * Finds or makes the contacts of these people, with two reads however many there are. A second identity that comes with a
 * known one is learned; two contacts that turn out to be one person become the older one. Writes nothing to the log: the
 * caller knows who sees them (`announceContacts`).
 */
export async function resolveContacts(
  ctx: TenantContext,
  unit: UnitOfWork,
  people: readonly Person[],
): Promise<Resolved> {
  const resolved: Resolved = { contacts: [], created: new Set(), changed: new Map(), merged: [] };
  if (people.length === 0) return resolved;
  const book = await loadBook(unit, people);
  for (const person of people) {
    const contact = await resolveOne(ctx, unit, book, person, resolved); // may replace the list: not inside push()
    resolved.contacts.push(contact);
  }
  return resolved;
}

/** What a contact list says of people: renames and links those who are known, makes nobody. */
export async function learnAbout(ctx: TenantContext, unit: UnitOfWork, people: readonly Person[]): Promise<Resolved> {
  const resolved: Resolved = { contacts: [], created: new Set(), changed: new Map(), merged: [] };
  if (people.length === 0) return resolved;
  const book = await loadBook(unit, people);
  for (const person of people) {
    if (person.identities.some((identity) => book.has(identityKey(identity))))
      await resolveOne(ctx, unit, book, person, resolved);
  }
  return resolved;
}

/** Which contact each identity belongs to, as of now in this unit. */
type Book = Map<string, Contact>;

async function loadBook(unit: UnitOfWork, people: readonly Person[]): Promise<Book> {
  const values = { PHONE: new Set<string>(), LID: new Set<string>(), GROUP: new Set<string>() };
  for (const person of people) for (const { kind, value } of person.identities) values[kind].add(value);
  const wanted = (Object.keys(values) as IdentityKind[])
    .filter((kind) => values[kind].size > 0)
    .map((kind) => ({ kind, value: { $in: [...values[kind]] } }));
  const known = wanted.length === 0 ? [] : await unit.em.find(ContactIdentity, { $or: wanted });
  const contacts = await unit.em.find(Contact, { id: { $in: [...new Set(known.map(({ contactId }) => contactId))] } });
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return new Map(
    known.flatMap((row) => (byId.has(row.contactId) ? [[identityKey(row), byId.get(row.contactId) as Contact]] : [])),
  );
}

async function resolveOne(
  ctx: TenantContext,
  unit: UnitOfWork,
  book: Book,
  person: Person,
  resolved: Resolved,
): Promise<Contact> {
  const owners = [...new Set(person.identities.flatMap((identity) => book.get(identityKey(identity)) ?? []))].sort(
    (a, b) => (a.id < b.id ? -1 : 1),
  );
  const contact = owners[0] ?? create(ctx, unit, resolved);
  for (const other of owners.slice(1)) {
    await mergeInto(unit, contact, other);
    for (const [key, owner] of book) if (owner === other) book.set(key, contact);
    rename(ctx, contact, other, resolved);
    resolved.changed.delete(other);
    if (!resolved.created.delete(other)) resolved.merged.push({ from: other.id, into: contact });
    resolved.contacts = resolved.contacts.map((earlier) => (earlier === other ? contact : earlier));
  }
  for (const identity of person.identities) {
    if (book.has(identityKey(identity))) continue;
    unit.em.create(ContactIdentity, {
      id: newId(),
      tenantId: ctx.tenantId,
      contactId: contact.id,
      ...identity,
      createdAt: ctx.platform.clock.now(),
    });
    book.set(identityKey(identity), contact);
    if (!resolved.created.has(contact)) note(ctx, contact, resolved, 'identities', null, identity.kind);
  }
  for (const name of namesOf(person)) rename(ctx, contact, name, resolved);
  return contact;
}

/** The names that this person brings, worst first. */
function namesOf({ identities, pushName }: Person): Named[] {
  const phone = identities.find(({ kind }) => kind === 'PHONE');
  const other = identities.find(
    (identity): identity is Identity & { kind: 'LID' | 'GROUP' } => identity.kind !== 'PHONE',
  );
  const name = profileName(pushName);
  return [
    provisionalName(phone?.value ?? null, other ?? null),
    ...(name ? [{ name, nameSource: 'WHATSAPP' as const }] : []),
  ];
}

function create(ctx: TenantContext, unit: UnitOfWork, resolved: Resolved): Contact {
  const now = ctx.platform.clock.now();
  const contact = unit.em.create(Contact, {
    id: newId(),
    tenantId: ctx.tenantId,
    name: '',
    nameSource: 'NONE',
    ownerId: null,
    teamId: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
  resolved.created.add(contact);
  return contact;
}

function rename(ctx: TenantContext, contact: Contact, offered: Named, resolved: Resolved): void {
  const before = contact.name;
  const better = before === '' ? offered : betterName(contact, offered);
  if (better.name === before && better.nameSource === contact.nameSource) return;
  contact.name = better.name;
  contact.nameSource = better.nameSource;
  if (!resolved.created.has(contact)) note(ctx, contact, resolved, 'name', before, better.name);
}

/** What a member calls somebody who had no name from a member yet; one that a person typed before stays. */
export function nameByMember(ctx: TenantContext, contact: Contact, typed: string | null, resolved: Resolved): void {
  const name = profileName(typed);
  if (name) rename(ctx, contact, { name, nameSource: 'MEMBER' }, resolved);
}

function note(
  ctx: TenantContext,
  contact: Contact,
  resolved: Resolved,
  field: string,
  before: unknown,
  after: unknown,
): void {
  const changes = resolved.changed.get(contact);
  if (!changes) contact.version += 1;
  contact.updatedAt = ctx.platform.clock.now();
  resolved.changed.set(contact, { ...changes, [field]: [changes?.[field]?.[0] ?? before, after] });
}
