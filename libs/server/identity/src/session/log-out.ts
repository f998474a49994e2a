import { unitOfWork, type UnitOfWork } from '@prosa/server/platform';
import { Session } from '../identity.entities';
import { tellSessionEnded } from './session-end';
import type { MemberContext } from './viewer';

export const SIGNED_OUT_KEPT = 90 * 24 * 60 * 60_000;

/** Ends the viewer's session on every connection that uses it, in every process. Ending it twice is no error. */
export async function logOut(viewer: MemberContext): Promise<void> {
  await unitOfWork(viewer, async (unit) => revokeSession(viewer, unit, viewer.actor.sessionId));
}

/** Within a unit of work: the session is dead with its commit, and its sockets hear of it right after. */
export async function revokeSession(viewer: MemberContext, unit: UnitOfWork, sessionId: string): Promise<void> {
  await unit.em.nativeUpdate(Session, { id: sessionId, revokedAt: null }, { revokedAt: viewer.platform.clock.now() });
  unit.afterCommit(() => tellSessionEnded(viewer.platform.hub, sessionId));
}
