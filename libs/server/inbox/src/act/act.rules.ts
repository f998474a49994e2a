import type { Message, MessageAck, MessageAct } from '../inbox.entities';

/** What WhatsApp lets one edit and take back, counted from when the message was sent. */
export const EDIT_WITHIN_MS = 15 * 60_000;
export const DELETE_WITHIN_MS = 2 * 86_400_000;
/** A reaction that waits for the connection longer than this would surprise. */
export const REACT_WITHIN_MS = 3_600_000;
/** The provider's clock counts whole seconds and may be off by a little. */
const CLOCK_SKEW_MS = 5_000;

const ARRIVED: ReadonlySet<Message['status']> = new Set(['SENT', 'DELIVERED', 'READ', 'PLAYED']);
/** One of ours that WhatsApp has taken. */
export const isOurs = (message: Message): boolean =>
  message.direction === 'OUTBOUND' && message.providerId !== null && ARRIVED.has(message.status);

/** The person sees it either way; this only says whether the provider told of it since it was asked for. */
export function isTold(act: MessageAct, known: MessageAck): boolean {
  const since = (act.sendingAt ?? act.createdAt).getTime() - CLOCK_SKEW_MS;
  if (known.deletedAt) return true; // nothing can be done to it any more, and to take it back was done
  if (act.kind === 'EDIT') return known.editedText === act.content && (known.editedAt?.getTime() ?? 0) >= since;
  if (act.kind === 'REACT')
    return (known.reactions ?? []).some(({ fromMe, emoji, at }) => fromMe && emoji === act.content && at >= since);
  return false;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** One emoji, however many code points it is made of: what WhatsApp takes as a reaction. */
export function isOneEmoji(text: string): boolean {
  if (text.length > 40 || [...segmenter.segment(text)].length !== 1) return false;
  return (
    /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u.test(text) &&
    !/^[\p{L}\p{N}]$/u.test(text)
  );
}
