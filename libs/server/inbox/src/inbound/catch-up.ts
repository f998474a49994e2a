import { LockMode } from '@mikro-orm/core';
import {
  announce,
  Channel,
  ChannelGap,
  ChannelStateChange,
  FOUND_EVENT,
  foundDelivery,
  GatewayError,
  type FoundMessage,
  type WhatsAppGateway,
} from '@prosa/server/channels';
import {
  systemContext,
  unitOfWork,
  type JobHandler,
  type Platform,
  type Sweep,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { DELETE_WITHIN_MS } from '../act/act.rules';
import type { MessageStatus } from '../inbox.entities';
import { further, isRead } from '../message/message-status';
import { emptyIntake } from './intake';
import { readIntake } from './read-intake';

export interface FoundDelivery {
  tenantId: string;
  integrationId: string;
  event: string;
  rawBody: Buffer;
  payload: string;
}
export type StoreFound = (delivery: FoundDelivery) => Promise<void>;
export interface CatchUpPorts {
  gateway: Pick<WhatsAppGateway, 'findMessages'>;
  storeFound: StoreFound;
}

/** Evolution repeats a delivery for twenty minutes: what was being repeated when the gap began is older than the gap. */
const MARGIN_MS = 30 * 60_000;
/** What is older can still have been taken back or read meanwhile: WhatsApp lets it be for so long. */
const CHANGED_WITHIN_MS = DELETE_WITHIN_MS;
const PAGE = 50;
/** One run reads so much; the rest is another run's, so that other channels get their turn. */
const PAGES_PER_RUN = 10;
/** Twenty thousand messages: more is no gap but a list that does not end. */
const MOST_PAGES = 400;
/** A delivery takes its time: what is as young as this may still come. */
const UNDER_WAY_MS = 2 * 60_000;
const NEXT_RUN_MS = 1_000;
const AGAIN_MS = 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Job `channel.catch-up`: after a gap reads the provider's own list, newest first, back to where the gap began, and puts what is
 * not known into the queue of deliveries, oldest first. From there everything is as if it had been delivered; what is
 * delivered at the same time is stored once. Two at a time, however many channels come back at once.
 */
export function catchUpJob(platform: Platform, ports: CatchUpPorts): JobHandler {
  return {
    kind: 'channel.catch-up',
    concurrency: 2,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'channel.catch-up');
      const again = await catchUp(ctx, ports, job.key);
      if (again) return { again };
    },
  };
}

/** Gaps that are due, of channels that are connected: the others come back first. */
export function catchUpSweep(platform: Platform): Sweep {
  return {
    kind: 'channel.catch-up',
    find: async (limit) => {
      const rows = await platform.db.read<{ channel_id: string; tenant_id: string }>(
        `select g.channel_id, g.tenant_id from channel_gap g join channel c on c.id = g.channel_id
          where g.due_at <= ? and c.state = 'CONNECTED' and c.deleted_at is null order by g.due_at limit ?`,
        [platform.clock.now().getTime(), limit],
      );
      return rows.map((row) => ({ kind: 'channel.catch-up', key: row.channel_id, tenantId: row.tenant_id }));
    },
  };
}

/** One run for one channel. Returns when the next is due, null when there is nothing more to read. */
export async function catchUp(ctx: TenantContext, ports: CatchUpPorts, channelId: string): Promise<Date | null> {
  const em = ctx.em.fork();
  const [gap, channel] = [await em.findOne(ChannelGap, { channelId }), await em.findOne(Channel, { id: channelId })];
  const now = ctx.platform.clock.now();
  if (!gap || !channel || channel.deletedAt || channel.state !== 'CONNECTED') return null;
  if (gap.dueAt > now) return gap.dueAt;
  try {
    if (gap.glance && !(await isMissing(ctx, ports, channel))) return await close(ctx, gap);
    const read = await readBack(ports.gateway, channel, gap);
    const missed = await handOn(ctx, ports, channel, gap, read.messages);
    return await keep(ctx, gap, { ...read, missed });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return putOff(ctx, gap, error);
  }
}

/** Whether the newest page holds a message that should have been delivered by now, and was not. */
async function isMissing(ctx: TenantContext, { gateway }: CatchUpPorts, channel: Channel): Promise<boolean> {
  const { messages } = await gateway.findMessages({ instance: channel.instanceName, page: 1, limit: PAGE, ownJid: jidOf(channel) });
  const until = ctx.platform.clock.now().getTime() - UNDER_WAY_MS;
  // What the phone had before it was connected comes another way.
  const from = channel.firstConnectedAt?.getTime() ?? 0;
  const due = messages.filter(({ event }) => event.type === 'MessageReceived' && event.sentAt.getTime() >= from && event.sentAt.getTime() <= until);
  const intake = emptyIntake();
  for (const { event } of due) readIntake(intake, channel, event, ctx.platform.clock.now());
  const known = await knownOf(ctx, channel.id, due);
  return intake.messages.some(({ providerId }) => !known.has(providerId));
}

/** Nothing is missing. What was noticed meanwhile stays. */
function close(ctx: TenantContext, { channelId, noticed }: ChannelGap): Promise<null> {
  return unitOfWork(ctx, async ({ em }) => {
    await em.nativeDelete(ChannelGap, { channelId, noticed, glance: true });
    return null;
  });
}

interface Read {
  messages: FoundMessage[];
  /** The page that comes next; null when the list was read back to where the gap began. */
  next: number | null;
}

async function readBack(gateway: CatchUpPorts['gateway'], channel: Channel, gap: ChannelGap): Promise<Read> {
  const from = gap.since.getTime() - CHANGED_WITHIN_MS;
  const messages: FoundMessage[] = [];
  for (let page = gap.page; page < gap.page + PAGES_PER_RUN; page++) {
    const answer = await gateway.findMessages({
      instance: channel.instanceName,
      page,
      limit: PAGE,
      ownJid: jidOf(channel),
    });
    const young = answer.messages.filter(({ event }) => (timeOf(event) ?? from) >= from);
    messages.push(...young);
    const last = answer.messages.at(-1);
    const older = last ? (timeOf(last.event) ?? from) < from : true;
    if (older || page >= answer.pages || page >= MOST_PAGES) return { messages, next: null };
  }
  return { messages, next: gap.page + PAGES_PER_RUN };
}

const jidOf = ({ phoneNumber }: Channel): string | null =>
  phoneNumber ? `${phoneNumber.replace(/\D/g, '')}@s.whatsapp.net` : null;

function timeOf(event: FoundMessage['event']): number | null {
  if (event.type === 'MessageReceived') return event.sentAt.getTime();
  return event.type === 'MessageReacted' ? event.reactedAt.getTime() : null;
}

/** Stores what was written since the gap began and is not known, and what was told since of what is; returns how many messages are new to the inbox. */
async function handOn(
  ctx: TenantContext,
  ports: CatchUpPorts,
  channel: Channel,
  gap: ChannelGap,
  found: readonly FoundMessage[],
): Promise<number> {
  const known = await knownOf(ctx, channel.id, found);
  const from = gap.since.getTime() - MARGIN_MS;
  const ownJid = jidOf(channel);
  const now = ctx.platform.clock.now();
  const knownAs = ({ event }: FoundMessage) =>
    event.type === 'MessageReceived' ? known.get(event.providerId) : undefined;
  const isNews = (one: FoundMessage): boolean => {
    const before = knownAs(one);
    return before ? hasChanged(before, one) : (timeOf(one.event) ?? from) >= from;
  };
  const news = found.filter((one) => one.event.type !== 'Ignored' && isNews(one)).reverse();
  await Promise.all(
    news.map(({ record }) => {
      const payload = foundDelivery(channel.instanceName, record, ownJid);
      return ports.storeFound({
        tenantId: ctx.tenantId,
        integrationId: channel.id,
        event: FOUND_EVENT,
        rawBody: Buffer.from(payload),
        payload,
      });
    }),
  );
  const intake = emptyIntake();
  for (const one of news.filter((one) => !knownAs(one))) readIntake(intake, channel, one.event, now);
  return new Set(intake.messages.filter(({ history }) => !history).map(({ providerId }) => providerId)).size;
}

/** A message as the inbox has it. */
interface Known {
  text: string | null;
  status: MessageStatus;
  read_at: number | string | null;
  deleted_at: number | string | null;
}

/** Whether Evolution has been told more of a message than we have. */
function hasChanged(known: Known, { event, status, edited, deleted }: FoundMessage): boolean {
  if (known.deleted_at !== null || event.type !== 'MessageReceived') return false;
  if (deleted || (edited && event.text !== known.text)) return true;
  return event.fromMe ? further(known.status, status) !== known.status : isRead(status) && known.read_at === null;
}

async function knownOf(
  { platform, tenantId }: TenantContext,
  channelId: string,
  found: readonly FoundMessage[],
): Promise<Map<string, Known>> {
  const ids = found.flatMap(({ event }) => (event.type === 'MessageReceived' ? [event.providerId] : []));
  if (ids.length === 0) return new Map();
  const rows = await platform.db.read<Known & { provider_id: string }>(
    `select provider_id, text, status, read_at, deleted_at from message
      where tenant_id = ? and channel_id = ? and provider_id in (${ids.map(() => '?').join(', ')})`,
    [tenantId, channelId, ...ids],
  );
  return new Map(rows.map((row) => [row.provider_id, row]));
}

/** Writes how far the reading got. Noticed anew meanwhile: it starts over, and what was found is known by then. */
function keep(ctx: TenantContext, seen: ChannelGap, { next, missed }: Read & { missed: number }): Promise<Date | null> {
  return unitOfWork(ctx, async (unit) => {
    // The channel first, as whoever notices a gap does.
    const channel = await unit.em.findOneOrFail(
      Channel,
      { id: seen.channelId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const gap = await unit.em.findOne(
      ChannelGap,
      { channelId: seen.channelId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!gap) return null;
    gap.found += missed;
    if (gap.noticed !== seen.noticed) return gap.dueAt;
    if (next !== null) {
      gap.page = next;
      gap.tries = 0;
      gap.glance = false;
      gap.dueAt = new Date(ctx.platform.clock.now().getTime() + NEXT_RUN_MS);
      return gap.dueAt;
    }
    unit.em.remove(gap);
    if (gap.found > 0) tell(ctx, unit, channel, gap);
    return null;
  });
}

/** In the channel's history stands how many messages had been missed. */
function tell(ctx: TenantContext, unit: UnitOfWork, channel: Channel, gap: ChannelGap): void {
  const now = ctx.platform.clock.now();
  const evidence = `caught up: ${gap.found}`;
  unit.em.create(ChannelStateChange, {
    tenantId: ctx.tenantId,
    channelId: channel.id,
    state: channel.state,
    since: now,
    reason: null,
    evidence,
    evidenceAt: now,
  });
  announce(unit, channel);
}

/** Evolution would not or could not say: asked again later and later, on the page where it stopped. */
function putOff(ctx: TenantContext, seen: ChannelGap, error: GatewayError): Promise<Date | null> {
  return unitOfWork(ctx, async (unit) => {
    const gap = await unit.em.findOne(
      ChannelGap,
      { channelId: seen.channelId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!gap || gap.noticed !== seen.noticed) return gap?.dueAt ?? null;
    const wait = Math.min(LONGEST_WAIT_MS, AGAIN_MS * 2 ** gap.tries) * (0.8 + Math.random() * 0.4);
    gap.tries += 1;
    gap.dueAt = new Date(ctx.platform.clock.now().getTime() + Math.round(wait));
    ctx.platform.logger.warn(
      { channelId: gap.channelId, problem: error.kind },
      'what was missed cannot be read back yet',
    );
    return gap.dueAt;
  });
}
