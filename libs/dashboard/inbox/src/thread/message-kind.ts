import type { IconName } from '@prosa/dashboard/ui';
import type { Message } from '../inbox.model';
import type { Bubble, Sender } from './bubble';

const PLACEHOLDER: Partial<Record<Message['kind'], IconName>> = {
  IMAGE: 'image',
  VIDEO: 'video',
  AUDIO: 'audio',
  DOCUMENT: 'document',
  STICKER: 'sticker',
  LOCATION: 'location',
  CONTACT_CARD: 'contactCard',
  POLL: 'poll',
  UNSUPPORTED: 'question',
};

/** The sign of what is not plain text; null where the text says it all. Its name is `inbox.kind.<KIND>`. */
export const placeholderIcon = (kind: Message['kind']): IconName | null => PLACEHOLDER[kind] ?? null;

/** What has content of its own to show, beside its text; the others are told by a sign and a word. */
export function hasContent({ kind, attachment, location, contactCards, poll }: Message): boolean {
  return !!attachment || (kind === 'LOCATION' && !!location) || contactCards.length > 0 || !!poll;
}

/** Shown without a ground of its own: a picture says who sent it by its side alone. */
export function isBare({ text, message }: Bubble, album: boolean): boolean {
  if (!message || message.deletedAt || text || message.replyTo || message.quotedText || message.referral) return false;
  const { kind, attachment } = message;
  return album || (kind === 'STICKER' && !!attachment) || attachment?.videoNote === true;
}

/** Who is no member of the team is told apart at a glance. */
export function senderIcon(sender: Sender): IconName {
  const icons: Partial<Record<Sender, IconName>> = { agent: 'agents', phone: 'mobile', channel: 'clock' };
  return icons[sender] ?? 'user';
}

export function callIcon(code: NonNullable<Message['system']>['code'] | undefined): IconName | null {
  if (!code?.startsWith('CALL_')) return null;
  return code.endsWith('_VIDEO') ? 'video' : 'phone';
}

/** Contents that have a name of their own, `inbox.summary.<type>`. */
const KNOWN_UNSUPPORTED = new Set(['orderMessage', 'productMessage', 'groupInviteMessage', 'eventMessage']);

export const unsupportedName = (type: string | null | undefined): string | null =>
  type && KNOWN_UNSUPPORTED.has(type) ? `summary.${type}` : null;
