import type { Conversation, Message } from '../inbox.model';

export const COMMON_EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;
/** As long as WhatsApp allows it. The server has the last word. */
const EDIT_WITHIN_MS = 15 * 60_000;
const DELETE_WITHIN_MS = 2 * 86_400_000;
const ARRIVED: ReadonlySet<Message['status']> = new Set(['SENT', 'DELIVERED', 'READ', 'PLAYED']);

/** What somebody wants done with a message. */
export type Wish =
  | { readonly what: 'reply' | 'edit' | 'delete' }
  | { readonly what: 'react'; readonly emoji: string | null }
  /** The same again, which failed. */
  | { readonly what: 'again' };

export interface Possible {
  readonly reply: boolean;
  readonly react: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
}
export const NOTHING: Possible = { reply: false, react: false, edit: false, delete: false };

/** What can be done to a message now, by what its channel can do. */
export function possibleActs(
  message: Message,
  { isGroup, channel }: Pick<Conversation, 'isGroup' | 'channel'>,
  now: number,
): Possible {
  const ours = message.direction === 'OUTBOUND';
  if (message.deletedAt || ['SYSTEM', 'NOTE'].includes(message.kind)) return NOTHING;
  if (ours && !ARRIVED.has(message.status)) return NOTHING;
  const age = now - Date.parse(message.sentAt);
  const { capabilities: can } = channel;
  return {
    reply: true,
    react: can.includes('REACT') && (ours || !isGroup),
    edit: can.includes('EDIT') && ours && message.kind === 'TEXT' && age < EDIT_WITHIN_MS,
    delete: can.includes('DELETE') && ours && age < DELETE_WITHIN_MS,
  };
}

/** Whoever of this side gave it, it is one: that of the number. */
export const ourEmoji = ({ reactions, act }: Message): string | null => {
  if (act?.kind === 'REACT' && !act.failure) return act.content || null;
  return reactions.find(({ author }) => author.__typename !== 'Contact')?.emoji ?? null;
};

export interface Chip {
  readonly emoji: string;
  readonly count: number;
}
/** Each emoji once with how often, ours as it will be. */
export function chipsOf(message: Message): Chip[] {
  const ours = ourEmoji(message);
  const all = [
    ...message.reactions.filter(({ author }) => author.__typename === 'Contact').map(({ emoji }) => emoji),
    ...(ours ? [ours] : []),
  ];
  return [...new Set(all)].map((emoji) => ({ emoji, count: all.filter((one) => one === emoji).length }));
}
