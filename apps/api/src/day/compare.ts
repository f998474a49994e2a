import type { Chat, Phone, Said } from './phone';
import type { Shown, Thread } from './inbox';

/** Bubbles that WhatsApp has: whatever else is shown waits, failed, or is a person's to decide. */
const THERE = new Set(['RECEIVED', 'SENT', 'DELIVERED', 'READ', 'PLAYED']);

/** What differs between the phone's own list and the inbox, in words; empty when they are the same. */
export function differences(phone: Phone, history: ReadonlySet<Said>, threads: readonly Thread[]): string[] {
  const found: string[] = [];
  const known = new Set(phone.all.map(({ id }) => id));
  for (const thread of threads)
    for (const bubble of thread.shown) {
      const there = THERE.has(bubble.status);
      if (there && !(bubble.providerId && known.has(bubble.providerId)))
        found.push(`shown, but never said: ${JSON.stringify(bubble)}`);
      if (!there && bubble.providerId && known.has(bubble.providerId))
        found.push(`said, but shown as ${bubble.status}: ${bubble.providerId}`);
    }
  for (const chat of phone.chats) found.push(...ofChat(chat, history, threads));
  return found;
}

function ofChat(chat: Chat, history: ReadonlySet<Said>, threads: readonly Thread[]): string[] {
  if (chat.said.length === 0) return [];
  const mine = threads.filter(({ phones }) => phones.includes(`+${chat.phone}`));
  if (mine.length !== 1) return [`${chat.name} has ${mine.length} conversations`];
  const shown = (mine[0] as Thread).shown.filter(({ status }) => THERE.has(status));
  const byId = new Map<string, Shown[]>();
  for (const bubble of shown) byId.set(bubble.providerId ?? '', [...(byId.get(bubble.providerId ?? '') ?? []), bubble]);
  const found = chat.said.flatMap((said) => {
    const [bubble, ...doubles] = byId.get(said.id) ?? [];
    if (!bubble) return [`${said.id} is missing (${chat.name}, ${new Date(said.at).toISOString()}, ${said.who})`];
    if (doubles.length > 0) return [`${said.id} is shown ${doubles.length + 1} times`];
    return aspects(said, bubble, history.has(said)).map(
      ([what, theirs, ours]) =>
        `${said.id}: ${what} is ${JSON.stringify(ours)}, not ${JSON.stringify(theirs)} (${chat.name}, ${new Date(said.at).toISOString()}, ${said.who})`,
    );
  });
  const order = shown.map(({ sentAt }) => Date.parse(sentAt));
  shown.forEach(({ providerId }, i) => {
    if (i > 0 && (order[i] as number) < (order[i - 1] as number))
      found.push(
        `${providerId} of ${new Date(order[i] as number).toISOString()} is shown after one of ${new Date(order[i - 1] as number).toISOString()} (${chat.name})`,
      );
  });
  return found;
}

const KINDS: Record<Said['kind'], string> = {
  TEXT: 'TEXT',
  IMAGE: 'IMAGE',
  AUDIO: 'AUDIO',
  DOCUMENT: 'DOCUMENT',
  LOCATION: 'LOCATION',
};

/**
 * A file of the history waits until somebody opens it. What was said while nobody was linked is told twice, as history and by
 * the look back over the gap: the file is here when the look back came first.
 */
function fileOf(said: Said, bubble: Shown, isHistory: boolean): string | null {
  if (said.deleted || said.kind === 'TEXT' || said.kind === 'LOCATION') return null;
  return isHistory && bubble.attachment?.state === 'FAILED' ? 'FAILED' : 'READY';
}

/** What of a bubble is not as it was said: what, there, here. */
function aspects(said: Said, bubble: Shown, isHistory: boolean): [string, unknown, unknown][] {
  const reactions = (list: [string, string][]) => list.map((one) => one.join(' ')).sort();
  const theirs = reactions([...said.reactions].map(([who, emoji]) => [who, emoji]));
  const ours = reactions(
    bubble.reactions.map(({ emoji, author }) => [author.__typename === 'Contact' ? 'customer' : 'us', emoji]),
  );
  const pairs: [string, unknown, unknown][] = [
    ['the side', said.who === 'us' ? 'OUTBOUND' : 'INBOUND', bubble.direction],
    ['the kind', KINDS[said.kind], bubble.kind],
    ['the text', said.text, bubble.text],
    ['edited', said.edits.length > 0 && !said.deleted, bubble.editedAt !== null && !said.deleted],
    ['deleted', said.deleted, bubble.deletedAt !== null],
    ['the reactions', theirs, ours],
    ['the tick', said.tick ?? 'RECEIVED', bubble.status],
    ['the file', fileOf(said, bubble, isHistory), bubble.attachment?.state ?? null],
    [
      'the quoted message',
      said.deleted ? null : said.quotes,
      said.deleted ? null : (bubble.replyTo?.providerId ?? null),
    ],
    [
      'the time',
      true,
      [said.at, ...said.edits.map((at) => Math.floor(at / 1000) * 1000)].includes(Date.parse(bubble.sentAt)),
    ],
    ['what is under way', null, bubble.act && !bubble.act.failure ? bubble.act.kind : null],
  ];
  return pairs.filter(([, a, b]) => JSON.stringify(a) !== JSON.stringify(b));
}
