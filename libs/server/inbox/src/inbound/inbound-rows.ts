import { redactQrCode, withoutFiles } from '@prosa/server/channels';
import type { InboundEventStatus } from '@prosa/server/integrations';
import { unitOfWork, type Platform, type TenantContext, type UnitOfWork } from '@prosa/server/platform';

/** One stored delivery that waits to be understood. */
export interface Delivery {
  id: string;
  event: string;
  payload: string;
  attempts: number;
  receivedAt: Date;
}
export interface Verdict {
  id: string;
  status: InboundEventStatus;
  problem: string | null;
  /** What is kept of the body instead of it. */
  payload?: string;
}

const WAITING = `('RECEIVED', 'RETRYING')`;
const MOST_ATTEMPTS = 8;
const MOST_ATTEMPTS_WITH_CODE = 3;
const LONGEST_WAIT_MS = 10 * 60_000;
const marks = (list: readonly unknown[]) => list.map(() => '?').join(', ');

/** What is due for a channel, in the order of arrival. */
export async function dueRows(
  platform: Platform,
  tenantId: string,
  channelId: string,
  limit: number,
): Promise<Delivery[]> {
  const now = platform.clock.now().getTime();
  // One page of each status from the channel's index (the plus keeps SQLite from that of all channels' due times): together
  // they would be sorted, bodies and all, however long the queue is.
  const waiting = (status: string) =>
    `select * from (
       select id, event, payload, attempts, received_at from inbound_event
        where tenant_id = ? and integration_id = ? and status = '${status}' and +next_attempt_at <= ? order by id limit ?
     ) waiting`;
  const rows = await platform.db.read<{
    id: string;
    event: string;
    payload: string;
    attempts: number;
    received_at: number | string;
  }>(`${waiting('RECEIVED')} union all ${waiting('RETRYING')} order by id limit ?`, [
    ...[tenantId, channelId, now, limit],
    ...[tenantId, channelId, now, limit],
    limit,
  ]);
  return rows.map(({ received_at, ...row }) => ({ ...row, receivedAt: new Date(Number(received_at)) }));
}

export async function nextDueAt(platform: Platform, tenantId: string, channelId: string): Promise<Date | null> {
  const [row] = await platform.db.read<{ at: number | string | null }>(
    `select min(next_attempt_at) as at from inbound_event where tenant_id = ? and integration_id = ? and status in ${WAITING}`,
    [tenantId, channelId],
  );
  return row?.at == null ? null : new Date(Number(row.at));
}

/** Those that nobody took in since they were read. A drainer whose lease ran out may still be at work: the rows decide. */
export async function stillWaiting(
  ctx: TenantContext,
  unit: UnitOfWork,
  rows: readonly Delivery[],
): Promise<Set<string>> {
  const lock = ctx.platform.db.dialect === 'postgresql' ? ' for update' : '';
  const found = (await unit.em.execute(
    `select id from inbound_event where tenant_id = ? and id in (${marks(rows)}) and status in ${WAITING} order by id${lock}`,
    [ctx.tenantId, ...rows.map(({ id }) => id)],
    'all',
  )) as { id: string }[];
  return new Set(found.map(({ id }) => id));
}

/** One statement per kind of verdict, in the commit of what was taken in. */
export async function markRows(ctx: TenantContext, unit: UnitOfWork, verdicts: readonly Verdict[]): Promise<void> {
  const kinds = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = JSON.stringify([verdict.status, verdict.problem, verdict.payload]);
    kinds.set(key, [...(kinds.get(key) ?? []), verdict]);
  }
  for (const alike of kinds.values()) {
    const [{ status, problem, payload }] = alike as [Verdict];
    await unit.em.execute(
      `update inbound_event set status = ?, problem = ?, processed_at = ?${payload === undefined ? '' : ', payload = ?'}
        where tenant_id = ? and id in (${marks(alike)}) and status in ${WAITING}`,
      [
        status,
        problem,
        ctx.platform.clock.now().getTime(),
        ...(payload === undefined ? [] : [payload]),
        ctx.tenantId,
        ...alike.map(({ id }) => id),
      ],
      'run',
    );
  }
}

/** A delivery that cannot be taken in waits longer each time, then is DEAD: a person must look. Never keeps what was in it. */
export async function setAside(ctx: TenantContext, row: Delivery, error: unknown): Promise<void> {
  const attempts = row.attempts + 1;
  // What holds a code to scan is not kept until that has long run out.
  const readable = redactQrCode(row.payload);
  const dead = attempts >= (readable === row.payload ? MOST_ATTEMPTS : MOST_ATTEMPTS_WITH_CODE);
  const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** attempts) * (0.8 + Math.random() * 0.4);
  const problem = problemOf(error);
  const note = { eventId: row.id, event: row.event, attempts, problem };
  if (dead) ctx.platform.logger.error(note, 'a delivery could not be taken in and was given up');
  else ctx.platform.logger.warn(note, 'a delivery could not be taken in and is set aside');
  await unitOfWork(ctx, async (unit) => {
    await unit.em.execute(
      `update inbound_event set status = ?, attempts = ?, problem = ?, next_attempt_at = ?, payload = ? where tenant_id = ? and id = ? and status in ${WAITING}`,
      [
        dead ? 'DEAD' : 'RETRYING',
        attempts,
        problem,
        Math.round(ctx.platform.clock.now().getTime() + wait),
        dead ? withoutFiles(readable) : row.payload,
        ctx.tenantId,
        row.id,
      ],
      'run',
    );
  });
}

/** What may be kept and logged of an error: a database's words quote the values of the statement, which are people's. */
export function problemOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return `${error instanceof Error ? error.name : 'Error'}${typeof code === 'string' ? ` (${code})` : ''} while it was taken in`;
}
