import {
  newId,
  readEvents,
  systemContext,
  unitOfWork,
  type LogEvent,
  type Platform,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { Notification, NotificationSetting } from './notification.entities';
import { notificationChanged, notificationCreated } from './notification.events';
import { heavier, settlingsOf, tellingsOf, type Settling, type Telling } from './notification.rules';
import { readFacts } from './read-facts';
import { waysOf } from './ways';

const AT_ONCE = 500;
/** What the log tells later than this (the product was off) is in the list, but rings nobody. */
const NEWS_FOR_MS = 10 * 60_000;
type Key = Pick<Telling, 'memberId' | 'topic' | 'subjectId'>;
const keyOf = ({ memberId, topic, subjectId }: Key): string => `${memberId} ${topic} ${subjectId}`;

/** News for one member of one subject, of however many events. */
interface News extends Telling {
  count: number;
}
/** Told, in the same unit of work, of each notification that a member wants to hear of outside the product too. */
export type OnTold = (ctx: TenantContext, unit: UnitOfWork, told: Notification) => Promise<void> | void;

/** Reads a tenant's log from where it was left, and tells whoever is concerned. Resolves when the end is reached. */
export async function tellMembers(
  platform: Platform,
  tenantId: string,
  signal: AbortSignal,
  onTold: OnTold = () => undefined,
): Promise<void> {
  const ctx = systemContext(platform, tenantId, 'notifications');
  for (let position = await positionOf(platform, tenantId); !signal.aborted;) {
    const events = await readEvents(platform.db, tenantId, position, AT_ONCE);
    const last = events.at(-1);
    if (!last) return;
    if (!(await tellBatch(ctx, events, position, last.seq, onTold))) return;
    position = last.seq;
  }
}

export async function positionOf({ db }: Platform, tenantId: string): Promise<number> {
  const [row] = await db.read<{ seq: number | string }>(`select seq from notification_position where tenant_id = ?`, [
    tenantId,
  ]);
  return row ? Number(row.seq) : 0;
}

/** The position moves in the same commit as what was told: each event is told of once. False: another process was faster. */
async function tellBatch(
  ctx: TenantContext,
  events: readonly LogEvent[],
  from: number,
  to: number,
  onTold: OnTold,
): Promise<boolean> {
  const { news, settled } = await digest(ctx, events);
  return unitOfWork(ctx, async (unit) => {
    const [moved] = (await unit.em.execute(
      `insert into notification_position (tenant_id, seq) values (?, ?)
       on conflict (tenant_id) do update set seq = excluded.seq where notification_position.seq = ? returning seq`,
      [ctx.tenantId, to, from],
      'all',
    )) as { seq: number }[];
    if (!moved) return false;
    const unread = await unreadOf(unit, [...news, ...settled]);
    settle(ctx, unit, unread, settled);
    await tell(ctx, unit, unread, news, onTold);
    return true;
  });
}

/** What is still news at the end of the batch, and what its events made old. */
async function digest(ctx: TenantContext, events: readonly LogEvent[]): Promise<{ news: News[]; settled: Settling[] }> {
  const facts = await readFacts(ctx, events);
  const news = new Map<string, News>();
  const settled: Settling[] = [];
  for (const event of events) {
    for (const settling of settlingsOf(event)) {
      settled.push(settling);
      for (const [key, one] of news) if (isSettled(settling, one)) news.delete(key);
    }
    for (const one of tellingsOf(event, facts)) {
      const before = news.get(keyOf(one));
      news.set(keyOf(one), before ? joined(before, one) : { ...one, count: 1 });
    }
  }
  return { news: [...news.values()], settled };
}

const isSettled = ({ topic, subjectId, members, kinds }: Settling, one: Key & Pick<Telling, 'kind'>): boolean =>
  one.topic === topic && one.subjectId === subjectId && members(one.memberId) && (!kinds || kinds.includes(one.kind));

const joined = (before: News, one: Telling): News => ({
  ...one,
  kind: heavier(before.kind, one.kind),
  messageId: one.messageId ?? before.messageId,
  // What was handed over, or given to somebody, is counted by its messages.
  count: before.count + (one.messageId && before.messageId ? 1 : 0),
});

async function unreadOf(
  unit: UnitOfWork,
  subjects: readonly { subjectId: string }[],
): Promise<Map<string, Notification>> {
  const ids = [...new Set(subjects.map(({ subjectId }) => subjectId))];
  if (ids.length === 0) return new Map();
  const rows = await unit.em.find(Notification, { readAt: null, subjectId: { $in: ids } });
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function settle(
  ctx: TenantContext,
  unit: UnitOfWork,
  unread: Map<string, Notification>,
  settled: readonly Settling[],
): void {
  for (const [key, row] of unread) {
    if (!settled.some((settling) => isSettled(settling, row))) continue;
    row.readAt = ctx.platform.clock.now();
    unread.delete(key);
    unit.append(notificationChanged(row));
  }
}

async function tell(
  ctx: TenantContext,
  unit: UnitOfWork,
  unread: ReadonlyMap<string, Notification>,
  news: readonly News[],
  onTold: OnTold,
): Promise<void> {
  if (news.length === 0) return;
  await unit.em.flush(); // what was just read makes room for what is new about the same
  const settings = new Map((await unit.em.find(NotificationSetting, {})).map((row) => [row.memberId, row]));
  for (const one of news) {
    const ways = waysOf(settings.get(one.memberId), one.kind);
    if (!ways.inApp && !ways.push) continue;
    const before = unread.get(keyOf(one));
    // A conversation of nobody is news once: each further message would ring everybody.
    const isNews = !before || one.kind !== 'NEW_CONVERSATION' || before.kind === 'MESSAGE';
    const count = before?.count ?? 0;
    const row = before ? addTo(before, one, ways.inApp) : create(ctx, unit, one, ways.inApp);
    unit.append(isNews ? notificationCreated(row) : notificationChanged(row, { count: [count, row.count] }));
    const isYoung = ctx.platform.clock.now().getTime() - one.at.getTime() < NEWS_FOR_MS;
    if (isNews && isYoung && ways.push) await onTold(ctx, unit, row);
  }
}

function addTo(row: Notification, one: News, inApp: boolean): Notification {
  row.count += row.messageId && one.messageId ? one.count : one.count - 1;
  return Object.assign(row, {
    kind: heavier(row.kind, one.kind),
    messageId: one.messageId ?? row.messageId,
    sourceSeq: one.seq,
    toldAt: one.at,
    inApp: row.inApp || inApp,
  });
}

const create = (
  { tenantId }: TenantContext,
  { em }: UnitOfWork,
  { at, seq, ...one }: News,
  inApp: boolean,
): Notification =>
  em.create(Notification, { ...one, id: newId(), tenantId, sourceSeq: seq, inApp, toldAt: at, readAt: null });
