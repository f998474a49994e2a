import { LockMode } from '@mikro-orm/core';
import { Channel } from '@prosa/server/channels';
import { Contact, ContactMerge, contactSightSql } from '@prosa/server/crm';
import { NotFound, type Scope, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { scopeOf } from '../conversation/change-conversation';
import { Conversation } from '../inbox.entities';

/**
 * Holds what comes in on all channels back until the commit, as the drain does on its own: nothing may be stored for a person
 * while it is decided who that is. First of all locks, in one order.
 */
export const holdChannels = (unit: UnitOfWork): Promise<Channel[]> =>
  unit.em.find(Channel, {}, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });

/** These contacts in the order asked for, locked; one that became part of another is that other. Throws NotFound for who is not in the caller's sight. */
export async function takeContacts(ctx: TenantContext, unit: UnitOfWork, ids: readonly string[]): Promise<Contact[]> {
  const moved = await unit.em.find(ContactMerge, { goneId: { $in: [...ids] }, undoneAt: null });
  const present = ids.map((id) => moved.find(({ goneId }) => goneId === id)?.keptId ?? id);
  const [inSight, params] = contactSightSql(ctx.sight, 'c');
  const seen = (await unit.em.execute(
    `select c.id from contact c where c.tenant_id = ? and c.id in (${present.map(() => '?').join(', ')}) and ${inSight}`,
    [ctx.tenantId, ...present, ...params],
    'all',
  )) as { id: string }[];
  const contacts = await unit.em.find(
    Contact,
    { id: { $in: seen.map(({ id }) => id) } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  return present.map((id) => {
    const contact = contacts.find((one) => one.id === id);
    if (!contact) throw new NotFound('Contact');
    return contact;
  });
}

/** Who sees a contact by its conversations. */
export async function scopesOf(unit: UnitOfWork, contactId: string): Promise<Scope[]> {
  return (await unit.em.find(Conversation, { contactId })).map(scopeOf);
}
