import type { Platform } from '@prosa/server/platform';
import { SESSION_LIFE, type Device } from './open-session';
import { isSecret } from '../api-key/key-secret';
import { hashToken } from './session-token';
import { liveKeyOfSecret, liveSessionOfToken, liveSessions, viewerOf, type MemberContext, type SessionRow, type Viewer } from './viewer';

export interface Credentials extends Device {
  cookieToken?: string | null;
  /** The token of `Authorization: Bearer`; it wins over the cookie. */
  bearer?: string | null;
}
const SEEN_EVERY = 5 * 60_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Who sends this request; null for a stranger. An API key counts as bearer alone. A session that is used lives on for 30 days from now, which `prolonged` tells. */
export async function authenticate(platform: Platform, credentials: Credentials): Promise<(Viewer & { prolonged: boolean }) | null> {
  const token = credentials.bearer ?? credentials.cookieToken;
  if (credentials.bearer && isSecret(credentials.bearer)) return byKey(platform, credentials.bearer);
  if (!token || !TOKEN.test(token)) return null;
  const session = await liveSessionOfToken(platform, hashToken(token));
  if (!session) return null;
  const now = await seen(platform, session, credentials);
  return { ...(await viewerOf(platform, now)), prolonged: now !== session };
}

async function byKey(platform: Platform, secret: string): Promise<(Viewer & { prolonged: boolean }) | null> {
  const key = await liveKeyOfSecret(platform, hashToken(secret));
  if (!key) return null;
  await used(platform, key);
  return { ...(await viewerOf(platform, key)), prolonged: false };
}

/** Like `seen`, and as rarely. */
async function used({ db, clock, logger }: Platform, { id, last_seen_at }: SessionRow): Promise<void> {
  const now = clock.now().getTime();
  const before = now - SEEN_EVERY;
  if (last_seen_at !== null && Number(last_seen_at) > before) return;
  await db
    .write('update api_key set last_used_at = ? where id = ? and (last_used_at is null or last_used_at <= ?)', [now, id, before])
    .catch((error: unknown) => logger.warn({ err: error }, 'it could not be noted that an API key was used'));
}

/** The same member as of now: changed rights and sight included, null when the session was ended meanwhile. */
export async function revalidate(viewer: MemberContext): Promise<Viewer | null> {
  const [session] = await liveSessions(viewer.platform, [viewer.actor.sessionId]);
  return session ? viewerOf(viewer.platform, session) : null;
}

/** Writes at most once in five minutes: reading must not cost a commit. That it fails is no reason to turn somebody away. */
async function seen(platform: Platform, session: SessionRow, device: Device): Promise<SessionRow> {
  const now = platform.clock.now().getTime();
  if (now - Number(session.last_seen_at) < SEEN_EVERY) return session;
  try {
    await platform.db.write(
      'update session set last_seen_at = ?, expires_at = ?, ip = ?, user_agent = ? where id = ? and revoked_at is null and last_seen_at < ?',
      [
        now,
        now + SESSION_LIFE,
        device.ip?.slice(0, 64) ?? null,
        device.userAgent?.slice(0, 300) ?? null,
        session.id,
        now - SEEN_EVERY + 1,
      ],
    );
    return { ...session, last_seen_at: now, expires_at: now + SESSION_LIFE };
  } catch (error) {
    platform.logger.warn({ err: error }, 'a session could not be prolonged');
    return session;
  }
}
