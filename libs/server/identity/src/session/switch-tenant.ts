import { systemContext, unitOfWork, UserProblem, type UnitOfWork } from '@prosa/server/platform';
import { Member } from '../identity.entities';
import { openSession, type Device } from './open-session';
import { revokeSession } from './log-out';
import type { SignedIn } from './log-in';
import type { MemberContext } from './viewer';

export const noSuchTenant = () => new UserProblem('NOT_FOUND', 'No such tenant.', ['tenantId']);

/**
 * Goes on in another tenant of the same user, under a new session; the one it came from ends, so that no tab shows one tenant and
 * writes to the other. A tenant without an active membership is NOT_FOUND, whether it exists or not.
 */
export async function switchTenant(
  viewer: MemberContext,
  input: { tenantId: string },
  device: Device,
): Promise<SignedIn> {
  const { platform, actor } = viewer;
  const member = await platform.db.forTenant(input.tenantId).findOne(Member, { userId: actor.userId, active: true });
  if (!member) throw noSuchTenant();
  return unitOfWork(systemContext(platform, member.tenantId, 'switch-tenant'), async (unit: UnitOfWork) => {
    await revokeSession(viewer, unit, actor.sessionId);
    return { ...openSession(platform, unit, member, device), tenantId: member.tenantId };
  });
}
