import { newId, type Platform, type UnitOfWork } from '@prosa/server/platform';
import { Session, type Member } from '../identity.entities';
import { hashToken, newToken } from './session-token';

/** Where a request comes from, as far as it is kept with the session. */
export interface Device {
  ip: string | null;
  userAgent: string | null;
}
const DAY = 24 * 60 * 60_000;
export const SESSION_LIFE = 30 * DAY;

/** Signs a member in on one device. The token is in the answer alone: the row keeps its hash. */
export function openSession(
  platform: Platform,
  unit: UnitOfWork,
  member: Pick<Member, 'id' | 'tenantId' | 'userId'>,
  device: Device,
): { token: string; sessionId: string } {
  const now = platform.clock.now();
  const token = newToken();
  const sessionId = newId();
  unit.em.create(Session, {
    id: sessionId,
    tokenHash: hashToken(token),
    userId: member.userId,
    tenantId: member.tenantId,
    memberId: member.id,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_LIFE),
    revokedAt: null,
    ip: device.ip?.slice(0, 64) ?? null,
    userAgent: device.userAgent?.slice(0, 300) ?? null,
  });
  return { token, sessionId };
}
