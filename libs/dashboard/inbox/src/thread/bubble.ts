import type { Message } from '../inbox.model';
import { kindOfContent } from '../live/outbox-content';
import type { OutboxEntry } from '../live/outbox-entry';
import { tickOf, type Tick } from './message-tick';

/** Who a bubble is from. Each looks different and each is named, so that a person is never taken for the agent. */
export type Sender = 'contact' | 'me' | 'member' | 'agent' | 'phone' | 'channel' | 'system';

export interface Bubble {
  /** Stays the same when the stored message replaces the optimistic one, so that the row is not drawn anew. */
  readonly key: string;
  readonly sender: Sender;
  readonly senderId: string;
  readonly name: string | null;
  readonly text: string | null;
  /** For the team alone. */
  readonly note: boolean;
  readonly sentAt: string;
  readonly tick: Tick | null;
  readonly message: Message | null;
  readonly entry: OutboxEntry | null;
  /** It waits for the one before it, which is going out. */
  readonly behind?: boolean;
}

/** One's own words that wait to be taken back: until the server says that they are on their way. */
export const isUndoable = ({ message, sender }: Bubble): boolean =>
  sender === 'me' && message?.status === 'QUEUED' && message.kind === 'TEXT' && !!message.sendsAt;

export interface MergedThread {
  readonly bubbles: Bubble[];
  /** clientKey → id of the stored message that the entry became. */
  readonly settled: ReadonlyMap<string, string>;
}

/**
 * Puts stored messages and not yet confirmed ones into one order. An entry whose message has come (by the mutation's answer or,
 * when that answer was lost, by the live event) is shown once, as the stored message.
 */
export function mergeThread(
  messages: readonly Message[],
  entries: readonly OutboxEntry[],
  me: string | null,
  keys: ReadonlyMap<string, string> = new Map(),
): MergedThread {
  const ordered = [...messages].sort((a, b) => compareKeys(a.sortKey, b.sortKey));
  const settled = new Map<string, string>();
  const taken = new Set(entries.map((entry) => entry.messageId).filter((id) => id !== null));
  for (const id of keys.keys()) taken.add(id);

  for (const entry of entries) {
    const match = entry.messageId
      ? ordered.find((message) => message.id === entry.messageId)
      : ordered.find((message) => !taken.has(message.id) && isSameSend(message, entry, me));
    if (!match) continue;
    taken.add(match.id);
    settled.set(entry.clientKey, match.id);
  }

  const keyOf = new Map(keys);
  for (const [clientKey, id] of settled) keyOf.set(id, clientKey);
  const bubbles = ordered.map((message) => knownBubble(message, keyOf.get(message.id) ?? message.id, me));
  for (const entry of entries) if (!settled.has(entry.clientKey)) bubbles.push(pendingBubble(entry, me, entries));
  return { bubbles, settled };
}

function isSameSend(message: Message, entry: OutboxEntry, me: string | null): boolean {
  return (
    message.direction === 'OUTBOUND' &&
    message.author.__typename === 'Member' &&
    message.author.id === me &&
    message.kind === (entry.note ? 'NOTE' : kindOfContent(entry.content)) &&
    (message.text ?? '') === entry.text &&
    (entry.content?.type !== 'file' || message.attachment?.fileName === entry.content.name) &&
    (entry.lastSortKey === null || compareKeys(message.sortKey, entry.lastSortKey) > 0)
  );
}

export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const made = new WeakMap<Message, { bubble: Bubble; me: string | null }>();

/** The same object for the same message, so that its row is not drawn anew when others come. */
function knownBubble(message: Message, key: string, me: string | null): Bubble {
  const known = made.get(message);
  if (known && known.me === me && known.bubble.key === key) return known.bubble;
  const bubble = storedBubble(message, key, me);
  made.set(message, { bubble, me });
  return bubble;
}

function storedBubble(message: Message, key: string, me: string | null): Bubble {
  const { author } = message;
  const base = {
    ...{ key, message, entry: null, text: shownText(message), sentAt: message.sentAt },
    ...{ note: message.kind === 'NOTE', tick: tickOf(message) },
  };
  if (message.kind === 'SYSTEM') return { ...base, sender: 'system', senderId: 'system', name: null };
  switch (author.__typename) {
    case 'Contact':
      return { ...base, sender: 'contact', senderId: author.id, name: author.name };
    case 'Agent':
      return { ...base, sender: 'agent', senderId: author.id, name: author.name };
    case 'Member':
      return {
        ...base,
        sender: author.id === me ? 'me' : 'member',
        senderId: author.id,
        name: author.user.name,
      };
    case 'Channel':
      return { ...base, sender: 'channel', senderId: 'channel', name: author.displayName };
    default:
      return { ...base, sender: 'phone', senderId: 'phone', name: author.channel.displayName };
  }
}

/** An edit that the server has stored is shown; when WhatsApp refuses it, the old text returns. */
function shownText({ text, act }: Message): string | null {
  return (act?.kind === 'EDIT' && !act.failure ? act.content : text) ?? null;
}

function pendingBubble(entry: OutboxEntry, me: string | null, entries: readonly OutboxEntry[]): Bubble {
  return {
    behind: entry.state === 'waiting' && entries.some(({ state }) => state === 'sending'),
    key: entry.clientKey,
    sender: 'me',
    senderId: me ?? 'me',
    name: null,
    text: entry.text,
    note: !!entry.note,
    sentAt: entry.createdAt,
    tick: entry.state === 'failed' ? 'failed' : 'waiting',
    message: null,
    entry,
  };
}
