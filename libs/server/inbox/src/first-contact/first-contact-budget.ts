import { UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { dailyLimit } from './budget.rules';
import { endOfDay, localDay } from './local-day';

/** What of a channel the budget depends on. */
export interface Approaching {
  id: string;
  firstConnectedAt?: Date | null;
}
export interface FirstContactBudget {
  used: number;
  limit: number;
  /** When the next day's budget begins. */
  resetsAt: Date;
}
/** Reads, inside a unit of work or beside any. */
type Rows = <T>(sql: string, params: readonly unknown[]) => Promise<T[]>;
const inside = (unit: UnitOfWork) => ((sql, params) => unit.em.execute(sql, [...params], 'all')) as Rows;

const DAY_MS = 24 * 60 * 60_000;
const JUDGED_MS = 14 * DAY_MS;

/** Where a channel stands today: how many people who never wrote it has approached, of how many. */
export async function readBudget(ctx: TenantContext, channel: Approaching): Promise<FirstContactBudget> {
  const rows = ((sql, params) => ctx.platform.db.read(sql, params)) as Rows;
  const { day, resetsAt } = await today(ctx, rows);
  const [row] = await rows<{ used: number }>(
    `select used from first_contact_day where tenant_id = ? and channel_id = ? and day = ?`,
    [ctx.tenantId, channel.id, day],
  );
  return { used: row?.used ?? 0, limit: await limitOf(ctx, channel, rows), resetsAt };
}

/**
 * Counts somebody who never wrote against the channel's day, inside the unit that approaches them; who is counted on that day
 * already costs nothing. Throws UserProblem DAILY_LIMIT when the day is used up: what the unit wrote goes back with it.
 */
export async function chargeFirstContact(
  ctx: TenantContext,
  unit: UnitOfWork,
  channel: Approaching,
  value: string,
  path: readonly string[],
): Promise<void> {
  const rows = inside(unit);
  const { day, resetsAt, timeZone } = await today(ctx, rows);
  const limit = await limitOf(ctx, channel, rows);
  const counted = await rows(
    `insert into first_contact (tenant_id, channel_id, day, value, at) values (?, ?, ?, ?, ?)
     on conflict (tenant_id, channel_id, day, value) do nothing returning value`,
    [ctx.tenantId, channel.id, day, value, ctx.platform.clock.now().getTime()],
  );
  if (counted.length === 0) return;
  const taken = await rows(
    `insert into first_contact_day (tenant_id, channel_id, day, used) values (?, ?, ?, 1)
     on conflict (tenant_id, channel_id, day) do update set used = first_contact_day.used + 1 where first_contact_day.used < ?
     returning used`,
    [ctx.tenantId, channel.id, day, limit],
  );
  if (taken.length > 0) return;
  const until = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    resetsAt,
  );
  throw new UserProblem(
    'DAILY_LIMIT',
    `This number has approached ${limit} new people today: more would put it at risk. Again from ${until} (${timeZone}).`,
    path,
  );
}

/** Says in which conversation somebody was written to, by which it is known later whether they wrote back. */
export async function noteFirstMessage(
  ctx: TenantContext,
  unit: UnitOfWork,
  channelId: string,
  value: string,
  conversationId: string,
): Promise<void> {
  const { day } = await today(ctx, inside(unit));
  await unit.em.execute(
    `update first_contact set conversation_id = ? where tenant_id = ? and channel_id = ? and day = ? and value = ?`,
    [conversationId, ctx.tenantId, channelId, day, value],
    'run',
  );
}

async function today(ctx: TenantContext, rows: Rows): Promise<{ day: string; resetsAt: Date; timeZone: string }> {
  const now = ctx.platform.clock.now();
  const [tenant] = await rows<{ time_zone: string }>(`select time_zone from tenant where id = ?`, [ctx.tenantId]);
  const timeZone = tenant?.time_zone ?? 'UTC';
  return { day: localDay(timeZone, now), resetsAt: endOfDay(timeZone, now), timeZone };
}

async function limitOf(ctx: TenantContext, channel: Approaching, rows: Rows): Promise<number> {
  const now = ctx.platform.clock.now().getTime();
  const [judged] = await rows<{ approached: number | string; answered: number | string | null }>(
    `select count(*) as approached, sum(case when c.last_inbound_at >= f.at then 1 else 0 end) as answered
       from first_contact f join conversation c on c.id = f.conversation_id
      where f.tenant_id = ? and f.channel_id = ? and f.at >= ? and f.at < ?`,
    [ctx.tenantId, channel.id, now - JUDGED_MS, now - DAY_MS],
  );
  return dailyLimit({
    ageDays: channel.firstConnectedAt ? (now - channel.firstConnectedAt.getTime()) / DAY_MS : 0,
    approached: Number(judged?.approached ?? 0),
    answered: Number(judged?.answered ?? 0),
  });
}
