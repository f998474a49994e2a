import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import {
  Contact,
  ContactIdentity,
  ContactMerge,
  type IdentityKind,
  type KeptContact,
  type MergeCause,
} from './crm.entities';

/** How it is known that two contacts are one. */
export interface MergeReason {
  cause: MergeCause;
  memberId: string | null;
}
export const LEARNT: MergeReason = { cause: 'LEARNT', memberId: null };

const millis = (date: Date | null | undefined): number | null => date?.getTime() ?? null;
export const keptContact = (contact: Contact): KeptContact => ({
  name: contact.name,
  nameSource: contact.nameSource,
  namedAt: millis(contact.namedAt),
  ownerId: contact.ownerId ?? null,
  teamId: contact.teamId ?? null,
  optedOutAt: millis(contact.optedOutAt),
  optOutReason: contact.optOutReason ?? null,
  optOutDecidedAt: millis(contact.optOutDecidedAt),
  createdAt: contact.createdAt.getTime(),
});

/**
 * Makes `other` part of `contact`: its identities move, its row goes, and a trail of it stays by which that can be undone. What
 * other domains hang on it they move themselves, and add to the trail. Who opted out under either name has opted out.
 */
export async function mergeInto(
  ctx: TenantContext,
  unit: UnitOfWork,
  contact: Contact,
  other: Contact,
  { cause, memberId }: MergeReason = LEARNT,
): Promise<ContactMerge> {
  const { em } = unit;
  await em.flush(); // identities made in this unit must be rows before they can move
  const identities = (await em.execute(
    `select kind, value from contact_identity where tenant_id = ? and contact_id = ? order by id`,
    [ctx.tenantId, other.id],
    'all',
  )) as { kind: IdentityKind; value: string }[];
  await em.nativeUpdate(ContactIdentity, { contactId: other.id }, { contactId: contact.id });
  await em.nativeUpdate(ContactMerge, { keptId: other.id }, { keptId: contact.id });
  await em.nativeUpdate(ContactMerge, { goneId: other.id, undoneAt: { $ne: null } }, { goneId: contact.id });
  await em.nativeDelete(Contact, { id: other.id });
  const trail = em.create(ContactMerge, {
    id: newId(),
    tenantId: ctx.tenantId,
    keptId: contact.id,
    goneId: other.id,
    cause,
    memberId,
    detail: { gone: keptContact(other), kept: keptContact(contact), identities, threads: [] },
    mergedAt: ctx.platform.clock.now(),
    undoneAt: null,
    undoneBy: null,
  });
  contact.ownerId ??= other.ownerId;
  contact.teamId ??= other.teamId;
  if (!contact.optedOutAt && other.optedOutAt) {
    contact.optedOutAt = other.optedOutAt;
    contact.optOutReason = other.optOutReason ?? null;
    contact.optOutDecidedAt = other.optOutDecidedAt ?? null;
  }
  return trail;
}

/** Of these contacts, the pairs that a person has taken apart: `"a/b"`, both ways round. */
export async function takenApart(unit: UnitOfWork, ids: readonly string[]): Promise<Set<string>> {
  const rows = await unit.em.find(ContactMerge, {
    keptId: { $in: [...ids] },
    goneId: { $in: [...ids] },
    undoneAt: { $ne: null },
  });
  return new Set(rows.flatMap(({ keptId, goneId }) => [`${keptId}/${goneId}`, `${goneId}/${keptId}`]));
}
