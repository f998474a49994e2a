import { LockMode } from '@mikro-orm/core';
import type { Channel } from '@prosa/server/channels';
import type { UnitOfWork } from '@prosa/server/platform';
import type { Conversation, Message } from '../inbox.entities';
import { ChannelPace } from './channel-pace.entity';

/** How fast a thumb types, within what anybody waits for without wondering. */
const MS_PER_CHARACTER = 25;
const SHORTEST_TYPING_MS = 800;
const LONGEST_TYPING_MS = 2_500;

/**
 * When a message may go out, so that the channel does not look like a machine. What an agent, or the channel itself, writes keeps a distance, a new one
 * each time, from the last message to somebody else: each takes the next place in a row, so that the order is that of asking.
 * What follows in the same conversation takes the time that it takes to type. What people write by hand goes at once; the agent
 * keeps its distance from that, too.
 */
export async function keepPace(
  unit: UnitOfWork,
  channel: Channel,
  conversation: Conversation,
  message: Message,
  now: Date,
): Promise<Date> {
  const byMachine = message.authorKind === 'AGENT' || message.authorKind === 'CHANNEL';
  const typed = byMachine && channel.showTyping && (await followsOwn(unit, message)) ? typingMs(message.text ?? '') : 0;
  const earliest = new Date(now.getTime() + typed);
  if (channel.pacingMaxSeconds === 0) return earliest;
  const pace = await take(unit, channel, now);
  const toSomebodyElse = pace.conversationId !== conversation.id;
  const slot = byMachine && toSomebodyElse ? later(pace.freeAt, earliest) : earliest;
  Object.assign(pace, {
    conversationId: conversation.id,
    freeAt: later(pace.freeAt, new Date(slot.getTime() + distanceMs(channel))),
  });
  return slot;
}

export const typingMs = (text: string): number =>
  Math.min(LONGEST_TYPING_MS, Math.max(SHORTEST_TYPING_MS, text.length * MS_PER_CHARACTER));

function distanceMs({ pacingMinSeconds: min, pacingMaxSeconds: max }: Channel): number {
  return Math.round((min + Math.random() * (max - min)) * 1_000);
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** Locked last of all, after the conversation: whoever sends on this channel comes by here one after the other. */
async function take({ em }: UnitOfWork, channel: Channel, now: Date): Promise<ChannelPace> {
  await em.execute(
    `insert into channel_pace (channel_id, tenant_id, conversation_id, free_at) values (?, ?, null, ?) on conflict (channel_id) do nothing`,
    [channel.id, channel.tenantId, now.getTime()],
    'run',
  );
  return em.findOneOrFail(
    ChannelPace,
    { channelId: channel.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}

/** Another part of the same answer went before it. */
async function followsOwn({ em }: UnitOfWork, { conversationId, agentRunId, sortKey }: Message): Promise<boolean> {
  if (!agentRunId) return false;
  const [before] = (await em.execute(
    `select agent_run_id from message where conversation_id = ? and sort_key < ? order by sort_key desc limit 1`,
    [conversationId, sortKey],
    'all',
  )) as { agent_run_id: string | null }[];
  return before?.agent_run_id === agentRunId;
}
