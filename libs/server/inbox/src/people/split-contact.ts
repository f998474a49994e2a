import { LockMode } from '@mikro-orm/core';
import {
  appendContactEvent,
  Contact,
  ContactIdentity,
  ContactMerge,
  identityKey,
  keptContact,
  provisionalName,
  type KeptContact,
} from '@prosa/server/crm';
import { newId, NotFound, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { splitConversations } from '../conversation/split-conversations';
import { askPicturesAnew } from '../picture/move-picture';
import { holdChannels, scopesOf, takeContacts } from './take-contacts';

export interface SplitContact {
  id: string;
  /** The numbers that are somebody else's. */
  phones?: string[] | null;
  /** Instead of numbers: the merge to undo. */
  mergeId?: string | null;
}

/**
 * Takes identities out of a contact into one of their own, with the conversations and messages that came under them, those from
 * after the merge as well. Undoing a merge gives the other contact back under its old id and name. The two are not joined
 * again but by a person. Answers the contact that stays. Throws NotFound, UserProblem.
 */
export async function splitContact(ctx: TenantContext, input: SplitContact): Promise<Contact> {
  requireRight(ctx, 'inbox:reply');
  const memberId = requireMember(ctx);
  return unitOfWork(ctx, async (unit) => {
    await holdChannels(unit);
    const [contact] = (await takeContacts(ctx, unit, [input.id])) as [Contact];
    const all = await unit.em.find(ContactIdentity, { contactId: contact.id }, { orderBy: { id: 'asc' } });
    const trails = await unit.em.find(
      ContactMerge,
      { keptId: contact.id, undoneAt: null },
      { orderBy: { id: 'desc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const { moving, trail } = choose(input, all, trails);
    if (moving.length === all.length)
      throw new UserProblem('NOTHING_LEFT', 'Something of this contact has to stay.', [
        input.mergeId ? 'mergeId' : 'phones',
      ]);
    const other = trail ? revive(ctx, unit, trail) : make(ctx, unit, contact, moving);
    await unit.em.flush();
    for (const identity of moving) identity.contactId = other.id;
    await unit.em.flush();
    await splitConversations(ctx, unit, contact, other, moving, trail?.detail.threads ?? []);
    await closeTrail(ctx, unit, { contact, other, moving, trail, memberId });
    if (trail) restore(contact, trail);
    await askPicturesAnew(ctx, unit, contact.id);
    await tell(ctx, unit, contact, other);
    return contact;
  });
}

interface Chosen {
  moving: ContactIdentity[];
  /** The merge that this undoes wholly; null: these were never a contact of their own. */
  trail: ContactMerge | null;
}

function choose(input: SplitContact, all: readonly ContactIdentity[], trails: readonly ContactMerge[]): Chosen {
  if (input.mergeId) {
    const trail = trails.find(({ id }) => id === input.mergeId);
    if (!trail) throw new NotFound('ContactMerge');
    return { moving: of(trail, all), trail };
  }
  const phones = new Set(input.phones ?? []);
  if (phones.size === 0) throw new UserProblem('REQUIRED', 'Choose what to take out.', ['phones']);
  const named = all.filter(({ kind, value }) => kind === 'PHONE' && phones.has(value));
  if (named.length !== phones.size) throw new UserProblem('NOT_FOUND', 'This contact has no such number.', ['phones']);
  // What came together with one of the numbers goes with it: the hidden id under which the same person writes.
  const trail = trails.find((one) => {
    const theirs = of(one, all).filter(({ kind }) => kind === 'PHONE');
    return theirs.length === named.length && theirs.every((identity) => named.includes(identity));
  });
  return trail ? { moving: of(trail, all), trail } : { moving: named, trail: null };
}

/** What of this contact came with a merge. */
const of = (trail: ContactMerge, all: readonly ContactIdentity[]): ContactIdentity[] => {
  const came = new Set(trail.detail.identities.map(identityKey));
  return all.filter((identity) => came.has(identityKey(identity)));
};

const date = (millis: number | null): Date | null => (millis === null ? null : new Date(millis));

function revive(ctx: TenantContext, unit: UnitOfWork, { goneId, detail: { gone } }: ContactMerge): Contact {
  return unit.em.create(Contact, {
    id: goneId,
    tenantId: ctx.tenantId,
    ...asColumns(gone),
    version: 1,
    createdAt: new Date(gone.createdAt),
    updatedAt: ctx.platform.clock.now(),
  });
}
const asColumns = ({ name, nameSource, namedAt, ownerId, teamId, ...optOut }: KeptContact) => ({
  name,
  nameSource,
  namedAt: date(namedAt ?? null),
  ownerId,
  teamId,
  optedOutAt: date(optOut.optedOutAt),
  optOutReason: optOut.optOutReason,
  optOutDecidedAt: date(optOut.optOutDecidedAt),
});

function make(ctx: TenantContext, unit: UnitOfWork, contact: Contact, moving: readonly ContactIdentity[]): Contact {
  const phone = moving.find(({ kind }) => kind === 'PHONE')?.value ?? null;
  const now = ctx.platform.clock.now();
  return unit.em.create(Contact, {
    ...asColumns(keptContact(contact)), // who asked for no messages may be this one
    id: newId(),
    tenantId: ctx.tenantId,
    ...provisionalName(phone, null),
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
}

/** The trail says that the two are apart, by whom and since when; merges of what moved belong to the other now. */
async function closeTrail(
  ctx: TenantContext,
  unit: UnitOfWork,
  { contact, other, moving, trail, memberId }: Chosen & { contact: Contact; other: Contact; memberId: string },
): Promise<void> {
  const now = ctx.platform.clock.now();
  const moved = new Set(moving.map(identityKey));
  for (const older of await unit.em.find(ContactMerge, { keptId: contact.id, undoneAt: null })) {
    if (older !== trail && older.detail.identities.every((identity) => moved.has(identityKey(identity))))
      older.keptId = other.id;
  }
  if (trail) return void Object.assign(trail, { undoneAt: now, undoneBy: memberId });
  unit.em.create(ContactMerge, {
    id: newId(),
    tenantId: ctx.tenantId,
    keptId: contact.id,
    goneId: other.id,
    cause: 'MEMBER',
    memberId,
    detail: {
      gone: keptContact(other),
      kept: keptContact(contact),
      identities: moving.map(({ kind, value }) => ({ kind, value })),
      threads: [],
    },
    mergedAt: now,
    undoneAt: now,
    undoneBy: memberId,
  });
}

/** What the kept one had only from the other goes back; what was decided since stays. */
function restore(contact: Contact, { detail: { gone, kept } }: ContactMerge): void {
  if (contact.name === gone.name && contact.nameSource === gone.nameSource && kept.name !== gone.name)
    Object.assign(contact, { name: kept.name, nameSource: kept.nameSource, namedAt: date(kept.namedAt ?? null) });
  if (kept.optedOutAt === null && gone.optedOutAt !== null && contact.optedOutAt?.getTime() === gone.optedOutAt)
    Object.assign(contact, { optedOutAt: null, optOutReason: null, optOutDecidedAt: date(kept.optOutDecidedAt) });
  if (kept.ownerId === null && contact.ownerId === gone.ownerId) contact.ownerId = null;
  if (kept.teamId === null && contact.teamId === gone.teamId) contact.teamId = null;
}

async function tell(ctx: TenantContext, unit: UnitOfWork, contact: Contact, other: Contact): Promise<void> {
  contact.version += 1;
  contact.updatedAt = ctx.platform.clock.now();
  appendContactEvent(unit, 'CONTACT_CREATED', other, await scopesOf(unit, other.id));
  appendContactEvent(unit, 'CONTACT_CHANGED', contact, await scopesOf(unit, contact.id), {
    identities: [other.name, null],
  });
}
