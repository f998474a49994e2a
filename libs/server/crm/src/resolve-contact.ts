import { LockMode } from '@mikro-orm/core';
import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { betterName, profileName, provisionalName, type Named } from './contact-name';
import { Contact, ContactIdentity, type ContactMerge, type IdentityKind } from './crm.entities';
import { mergeInto, takenApart } from './merge-contacts';

export interface Identity {
  kind: IdentityKind;
  /** Canonical: E.164 for PHONE, the jid's user part for LID, the jid for GROUP. */
  value: string;
}
/** One person as a message names them: every identity in it is theirs, the one that they wrote under first. */
export interface Person {
  identities: readonly Identity[];
  /** What they call themselves; null when unknown, or when it would be our own name. */
  pushName: string | null;
  /** When they called themselves so; unknown, the name only takes the place of a worse one. */
  namedAt?: Date;
  /** The contact that this is by other evidence: what was sent to it came back under this name. */
  contactId?: string;
}
export interface Resolved {
  /** In the order of the people asked for. */
  contacts: Contact[];
  created: Set<Contact>;
  /** {field: [before, after]} of those that were there. */
  changed: Map<Contact, Record<string, [unknown, unknown]>>;
  /** Contacts that turned out to be one person; `from` is gone, `trail` is kept of it. */
  merged: { from: string; into: Contact; trail: ContactMerge }[];
}

export const identityKey = ({ kind, value }: Identity): string => `${kind}:${value}`;

/**
 * Finds or makes the contacts of these people, with two reads however many there are. A second identity that comes with a
 * known one is learned; two contacts that turn out to be one person become the older one. Two that a person has taken apart
 * stay apart, and so do two that each have a phone number: WhatsApp gives a person one, so that is for a person to decide.
 * Writes nothing to the log: the caller knows who sees them (`announceContacts`).
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
    if (person.contactId || person.identities.some((identity) => book.has(identityKey(identity))))
      await resolveOne(ctx, unit, book, person, resolved);
  }
  return resolved;
}

/** Which contact each identity belongs to, and each id, as of now in this unit. */
type Book = Map<string, Contact>;
const idKey = (id: string) => `id:${id}`;

async function loadBook(unit: UnitOfWork, people: readonly Person[]): Promise<Book> {
  const values = { PHONE: new Set<string>(), LID: new Set<string>(), GROUP: new Set<string>() };
  for (const person of people) for (const { kind, value } of person.identities) values[kind].add(value);
  const wanted = (Object.keys(values) as IdentityKind[])
    .filter((kind) => values[kind].size > 0)
    .map((kind) => ({ kind, value: { $in: [...values[kind]] } }));
  const known = wanted.length === 0 ? [] : await unit.em.find(ContactIdentity, { $or: wanted });
  const hinted = people.flatMap(({ contactId }) => contactId ?? []);
  // Locked, in an order that cannot deadlock: another channel may be learning of the same people.
  const contacts = await unit.em.find(
    Contact,
    { id: { $in: [...new Set([...known.map(({ contactId }) => contactId), ...hinted])] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const book: Book = new Map(contacts.map((contact) => [idKey(contact.id), contact]));
  for (const row of known) {
    const contact = byId.get(row.contactId);
    if (contact) book.set(identityKey(row), contact);
  }
  return book;
}

async function resolveOne(
  ctx: TenantContext,
  unit: UnitOfWork,
  book: Book,
  person: Person,
  resolved: Resolved,
): Promise<Contact> {
  const hinted = person.contactId ? book.get(idKey(person.contactId)) : undefined;
  const owners = [...new Set([hinted, ...person.identities.map((identity) => book.get(identityKey(identity)))])].filter(
    (owner) => owner !== undefined,
  );
  const one = owners.length > 1 ? await onePerson(unit, owners) : owners;
  const byAge = [...one].sort((a, b) => (a.id < b.id ? -1 : 1));
  const contact = byAge[0] ?? create(ctx, unit, resolved);
  for (const other of byAge.slice(1)) {
    const trail = await mergeInto(ctx, unit, contact, other);
    for (const [key, owner] of book) if (owner === other) book.set(key, contact);
    rename(ctx, contact, other, resolved);
    resolved.changed.delete(other);
    if (resolved.created.delete(other)) unit.em.remove(trail);
    else resolved.merged.push({ from: other.id, into: contact, trail });
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

/** Those of these contacts that are surely the same person as the first. */
async function onePerson(unit: UnitOfWork, owners: readonly Contact[]): Promise<Contact[]> {
  await unit.em.flush();
  const ids = owners.map(({ id }) => id);
  const apart = await takenApart(unit, ids);
  const phones = await unit.em.find(ContactIdentity, { contactId: { $in: ids }, kind: 'PHONE' }, { refresh: true });
  const numbered = new Set(phones.map(({ contactId }) => contactId));
  const [first] = owners as [Contact];
  let hasNumber = numbered.has(first.id);
  return owners.filter((owner) => {
    if (owner === first) return true;
    if (apart.has(`${first.id}/${owner.id}`) || (hasNumber && numbered.has(owner.id))) return false;
    hasNumber ||= numbered.has(owner.id);
    return true;
  });
}

/** The names that this person brings, worst first. */
function namesOf({ identities, pushName, namedAt }: Person): Named[] {
  const phone = identities.find(({ kind }) => kind === 'PHONE');
  const other = identities.find(
    (identity): identity is Identity & { kind: 'LID' | 'GROUP' } => identity.kind !== 'PHONE',
  );
  const name = profileName(pushName);
  return [
    provisionalName(phone?.value ?? null, other ?? null),
    ...(name ? [{ name, nameSource: 'WHATSAPP' as const, namedAt: namedAt ?? null }] : []),
  ];
}

function create(ctx: TenantContext, unit: UnitOfWork, resolved: Resolved): Contact {
  const now = ctx.platform.clock.now();
  const contact = unit.em.create(Contact, {
    id: newId(),
    tenantId: ctx.tenantId,
    name: '',
    nameSource: 'NONE',
    namedAt: null,
    ownerId: null,
    teamId: null,
    optedOutAt: null,
    optOutReason: null,
    optOutDecidedAt: null,
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
  const same = better.name === before && better.nameSource === contact.nameSource;
  contact.name = better.name;
  contact.nameSource = better.nameSource;
  contact.namedAt = better.namedAt ?? null;
  if (same) return;
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
