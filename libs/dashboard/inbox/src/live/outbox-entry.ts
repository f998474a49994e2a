import { isContent, type OutboxContent } from './outbox-content';

/** That it is for the team alone, and whom it mentions. */
export interface OutboxNote {
  readonly mentioned: readonly string[];
}

/** A reply that this browser has not yet seen stored. It keeps its clientKey over retries and reloads, so that it is sent once. */
export interface OutboxEntry {
  readonly clientKey: string;
  readonly conversationId: string;
  /** Of a file, its caption. */
  readonly text: string;
  readonly content?: OutboxContent | null;
  readonly note?: OutboxNote | null;
  /** The message that it answers. */
  readonly replyToId?: string | null;
  readonly createdAt: string;
  /** The newest message known when it was written: only a later one can be this reply. */
  readonly lastSortKey: string | null;
  readonly state: 'waiting' | 'sending' | 'failed';
  readonly problem: string | null;
  /** What the server calls it; LOST when the page went before the file had. */
  readonly problemCode?: string | null;
  readonly messageId: string | null;
}

/**
 * What is read back after a reload: a send that was under way has an unknown outcome and goes again with the same key. A file whose
 * bytes had not all gone out went with the page, and that is said.
 */
export function parseEntry(stored: string | null): OutboxEntry | null {
  if (!stored) return null;
  try {
    const entry: unknown = JSON.parse(stored);
    if (!isEntry(entry)) return null;
    if (isLost(entry)) return { ...entry, state: 'failed', problem: '', problemCode: 'LOST' };
    return entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry;
  } catch {
    return null;
  }
}

const isLost = ({ content }: OutboxEntry) => content?.type === 'file' && content.uploadId === null;

function isEntry(value: unknown): value is OutboxEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Record<string, unknown>;
  const texts = ['clientKey', 'conversationId', 'text', 'createdAt', 'state'];
  return texts.every((key) => typeof entry[key] === 'string') && isContent(entry['content']);
}

/** The next to send: in order within a conversation, where a failed one does not hold up those after it. */
export function nextToSend(entries: readonly OutboxEntry[]): OutboxEntry | null {
  const busy = new Set(entries.filter((entry) => entry.state === 'sending').map((entry) => entry.conversationId));
  return entries.find((entry) => entry.state === 'waiting' && !busy.has(entry.conversationId)) ?? null;
}
