import { NotFound, unitOfWork } from '@prosa/server/platform';
import { Session } from '../identity.entities';
import { endSessions } from './end-sessions';
import { revokeSession } from './log-out';
import type { MemberContext } from './viewer';

/** Ends one of the caller's own sessions, on whatever device. Throws NotFound. */
export async function revokeOwnSession(viewer: MemberContext, id: string): Promise<string> {
  await unitOfWork(viewer, async (unit) => {
    if (!(await unit.em.findOne(Session, { id, userId: viewer.actor.userId, revokedAt: null }))) throw new NotFound('Session');
    await revokeSession(viewer, unit, id);
  });
  return id;
}

/** Ends all of the caller's sessions but the one that asks, and says how many there were. */
export async function revokeOtherSessions(viewer: MemberContext): Promise<number> {
  const { userId, sessionId } = viewer.actor;
  return unitOfWork(viewer, (unit) => endSessions(viewer.platform, unit, { userId, but: sessionId }));
}
