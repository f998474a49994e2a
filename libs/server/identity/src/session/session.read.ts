import type { MemberContext } from './viewer';

export interface OwnSession {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  ip: string | null;
  userAgent: string | null;
}
interface Raw {
  id: string;
  created_at: number | string;
  last_seen_at: number | string;
  ip: string | null;
  user_agent: string | null;
}

/** The caller's own open sessions, in whatever tenant, the one used last first. `ids` asks for some of them. */
export async function readOwnSessions({ platform: { db, clock }, actor }: MemberContext, ids?: readonly string[]): Promise<OwnSession[]> {
  if (ids?.length === 0) return [];
  const some = ids ? `and id in (${ids.map(() => '?').join(', ')})` : '';
  const rows = await db.read<Raw>(
    `select id, created_at, last_seen_at, ip, user_agent from session
      where user_id = ? and revoked_at is null and expires_at > ? ${some} order by last_seen_at desc, id desc limit 100`,
    [actor.userId, clock.now().getTime(), ...(ids ?? [])],
  );
  return rows.map((row) => ({
    id: row.id,
    createdAt: new Date(Number(row.created_at)),
    lastSeenAt: new Date(Number(row.last_seen_at)),
    ip: row.ip,
    userAgent: row.user_agent,
  }));
}
