import type { Platform, UnitOfWork } from '@prosa/server/platform';
import { Session } from '../identity.entities';
import { tellSessionEnded } from './session-end';

/** Ends every session of a member or user, but for one where that is asked: dead with the commit, and their sockets close right after. Says how many there were. */
export async function endSessions(
  { clock, hub }: Platform,
  unit: UnitOfWork,
  of: { memberId: string } | { userId: string; but?: string },
): Promise<number> {
  const where = 'memberId' in of ? { memberId: of.memberId } : { userId: of.userId, ...(of.but && { id: { $ne: of.but } }) };
  const live = await unit.em.find(Session, { ...where, revokedAt: null }, { fields: ['id'] });
  if (live.length === 0) return 0;
  await unit.em.nativeUpdate(Session, { id: { $in: live.map(({ id }) => id) } }, { revokedAt: clock.now() });
  unit.afterCommit(() => live.forEach(({ id }) => tellSessionEnded(hub, id)));
  return live.length;
}
