import type { Platform, UnitOfWork } from '@prosa/server/platform';
import type { Channel } from './channels.entities';
import type { Door } from './door-book';

/** What Evolution repeats by itself comes first, and many channels that come back at once must not all ask at once. */
const SOONEST_MS = 5_000;
const SPREAD_MS = 25_000;
const soon = (now: Date): number => now.getTime() + SOONEST_MS + Math.round(Math.random() * SPREAD_MS);

/** Noticed again, the gap begins at the earlier time, and is read from the newest message on. */
const INSERT = `insert into channel_gap (channel_id, tenant_id, since, due_at, noticed, page, found, tries, glance)`;
const AGAIN = `on conflict (channel_id) do update set page = 1, tries = 0, glance = excluded.glance, due_at = excluded.due_at, noticed = channel_gap.noticed + 1,
  since = case when excluded.since < channel_gap.since then excluded.since else channel_gap.since end`;

/** A channel comes back: since it was known to be away, or was heard last, deliveries may have been lost. Called before its state changes. */
export async function suspectGap(unit: UnitOfWork, channel: Channel, now: Date): Promise<void> {
  const since = Math.min(channel.stateSince.getTime(), channel.heardAt?.getTime() ?? Infinity);
  await suspectGapSince(unit, channel, new Date(since), now);
}

/** Since then not everything has been delivered. */
export async function suspectGapSince(unit: UnitOfWork, channel: Channel, since: Date, now: Date): Promise<void> {
  await unit.em.execute(
    `${INSERT} values (?, ?, ?, ?, 1, 1, 0, 0, ?) ${AGAIN}`,
    [channel.id, channel.tenantId, since.getTime(), soon(now), false],
    'run',
  );
}

/** Nothing says that anything is missing; but it costs one page to know. A gap that is known already tells more. */
export async function glanceAtList(unit: UnitOfWork, channel: Channel, since: Date, now: Date): Promise<void> {
  await unit.em.execute(
    `${INSERT} values (?, ?, ?, ?, 1, 1, 0, 0, ?) on conflict (channel_id) do nothing`,
    [channel.id, channel.tenantId, since.getTime(), soon(now), true],
    'run',
  );
}

/** Our door refused deliveries of a channel since then, and has just stored one again. */
export async function suspectGapAtDoor(
  { db, clock }: Platform,
  { channelId, tenantId }: Door,
  since: Date,
): Promise<void> {
  await db.write(`${INSERT} values (?, ?, ?, ?, 1, 1, 0, 0, ?) ${AGAIN}`, [
    channelId,
    tenantId,
    since.getTime(),
    soon(clock.now()),
    false,
  ]);
}

/** This process starts: nobody was at the door since each channel was heard last. After a restore that is the time since the backup. */
export async function suspectGapsAtStart({ db, clock }: Platform): Promise<void> {
  const { dialect } = db;
  const now = clock.now().getTime();
  await db.write(
    `${INSERT} select id, tenant_id, coalesce(heard_at, first_connected_at), ? + abs(connect_attempt * 7919 + created_at) % ?, 1, 1, 0, 0, cast(? as ${dialect === 'postgresql' ? 'boolean' : 'integer'})
       from channel where deleted_at is null and first_connected_at is not null ${AGAIN}`,
    [now + SOONEST_MS, SPREAD_MS, false],
  );
}
