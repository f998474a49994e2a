import { LockMode } from '@mikro-orm/core';
import { Channel, FOUND_EVENT, redactQrCode, withoutFiles, type WhatsAppEvent } from '@prosa/server/channels';
import {
  systemContext,
  unitOfWork,
  type BlobStore,
  type Platform,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { keepFilesHere } from '../media/keep-files-here';
import { applyInbound } from './apply-inbound';
import { isChannelEvent, type ChannelEvents } from './channel-events';
import {
  dueRows,
  markRows,
  nextDueAt,
  problemOf,
  setAside,
  stillWaiting,
  type Delivery,
  type Verdict,
} from './inbound-rows';
import { emptyIntake } from './intake';
import { readIntake } from './read-intake';
import { noteTyping } from '../typing/note-typing';

export interface DrainPorts {
  blobs: BlobStore;
  /** What a stored body means. Total: whatever it is given, it answers, and never throws. */
  read(payload: string, receivedAt: Date): WhatsAppEvent[];
  channelEvents: ChannelEvents;
  /** Resolves when the door does not need the database more than the drain does. */
  untilCalm(): Promise<void>;
}
const BATCH = 200;

/**
 * Takes in all that waits for a channel, in batches of one commit each. A batch that fails is done again one by one, so that
 * only the delivery that is at fault is set aside. Returns when the next one is due, null when nothing waits.
 */
export async function drainInbound(
  platform: Platform,
  ports: DrainPorts,
  tenantId: string,
  channelId: string,
  signal: AbortSignal,
): Promise<Date | null> {
  const ctx = systemContext(platform, tenantId, 'inbound.drain');
  while (!signal.aborted) {
    await ports.untilCalm();
    const rows = await dueRows(platform, tenantId, channelId, BATCH);
    if (rows.length === 0) return nextDueAt(platform, tenantId, channelId);
    try {
      await takeIn(ctx, ports, channelId, rows);
    } catch (error) {
      platform.logger.warn(
        { problem: problemOf(error), channelId, rows: rows.length },
        'a batch of deliveries failed; they are taken in one by one',
      );
      for (const row of rows) await takeInAlone(ctx, ports, channelId, row);
    }
  }
  return platform.clock.now();
}

async function takeInAlone(ctx: TenantContext, ports: DrainPorts, channelId: string, row: Delivery): Promise<void> {
  try {
    await takeIn(ctx, ports, channelId, [row]);
  } catch (error) {
    await setAside(ctx, row, error);
  }
}

async function takeIn(
  ctx: TenantContext,
  ports: DrainPorts,
  channelId: string,
  rows: readonly Delivery[],
): Promise<void> {
  const told = rows.map((row) => ({ row, events: ports.read(withoutNul(row.payload), row.receivedAt) }));
  const channel = await unitOfWork(ctx, async (unit) => {
    const waiting = await stillWaiting(ctx, unit, rows);
    const channel = await unit.em.findOne(Channel, { id: channelId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const verdicts: Verdict[] = [];
    if (!channel || channel.deletedAt) {
      for (const { id } of rows)
        verdicts.push({ id, status: 'IGNORED', problem: 'The channel was deleted.', payload: '{}' });
    } else {
      verdicts.push(
        ...(await apply(
          ctx,
          unit,
          ports,
          channel,
          told.filter(({ row }) => waiting.has(row.id)),
        )),
      );
    }
    await markRows(ctx, unit, verdicts);
    return channel;
  });
  if (!channel || channel.deletedAt) return;
  await noteTyping(
    ctx,
    channel,
    told.map(({ row, events }) => ({ events, at: row.receivedAt })),
  ).catch((error: unknown) =>
    ctx.platform.logger.warn({ problem: problemOf(error), channelId }, 'who is typing could not be told'),
  );
}

/** WhatsApp lets NUL through, PostgreSQL does not take it in any text. */
const withoutNul = (json: string): string => json.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1');

interface Told {
  row: Delivery;
  events: WhatsAppEvent[];
}

/** The connection first: what it says decides which messages are new. Then all messages at once. */
async function apply(
  ctx: TenantContext,
  unit: UnitOfWork,
  ports: DrainPorts,
  channel: Channel,
  told: readonly Told[],
): Promise<Verdict[]> {
  const meant = new Set<string>();
  // What we have read back ourselves proves nothing about the connection.
  const delivered = told.filter(({ row }) => row.event !== FOUND_EVENT);
  const last = delivered.at(-1);
  if (last) await ports.channelEvents.heard(ctx, unit, channel, last.row.receivedAt);
  let proof: { event: Extract<WhatsAppEvent, { type: 'MessageReceived' }>; at: Date } | null = null;
  for (const { row, events } of delivered) {
    for (const event of events) {
      if (event.type === 'MessageReceived') proof = { event, at: row.receivedAt };
      if (!isChannelEvent(event)) continue;
      await ports.channelEvents.apply(ctx, unit, channel, event, row.receivedAt);
      meant.add(row.id);
    }
  }
  if (proof) await ports.channelEvents.apply(ctx, unit, channel, proof.event, proof.at);
  const intake = emptyIntake();
  for (const { row, events } of told) {
    for (const event of events) if (readIntake(intake, channel, event, row.receivedAt)) meant.add(row.id);
  }
  await applyInbound(ctx, unit, channel, intake);
  if (intake.filesHere.length > 0) unit.afterCommit(() => keepFilesHere(ctx, ports.blobs, intake.filesHere));
  return told.map((one) => verdictOf(one, meant.has(one.row.id)));
}

function verdictOf({ row, events }: Told, meant: boolean): Verdict {
  const unreadable = events.find((event) => event.type === 'Unreadable');
  // A code lets whoever has it take the number over: it is not kept in what came in, not even where it could not be read.
  // A file has been taken out, or is fetched.
  const payload = withoutFiles(redactQrCode(row.payload));
  const kept = { id: row.id, ...(payload !== row.payload && { payload }) };
  if (unreadable) return { ...kept, status: 'UNREADABLE', problem: unreadable.reason };
  if (meant) return { ...kept, status: 'PROCESSED', problem: unsupportedIn(events) };
  const ignored = events.find((event) => event.type === 'Ignored');
  return { ...kept, status: 'IGNORED', problem: ignored?.reason ?? null };
}

/** Marks what is kept for a version that understands it. */
function unsupportedIn(events: readonly WhatsAppEvent[]): string | null {
  for (const event of events)
    if (event.type === 'MessageReceived' && event.kind === 'UNSUPPORTED') return `UNSUPPORTED ${event.providerType}`;
  return null;
}
