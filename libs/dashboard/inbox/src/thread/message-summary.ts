import type { IconName } from '@prosa/dashboard/ui';
import type { Words } from '../inbox-words';
import type { Message } from '../inbox.model';
import { durationText } from './media-view';
import { callIcon, placeholderIcon, unsupportedName } from './message-kind';
import { textParts } from './text-parts';

export interface Summary {
  /** The sign before the words; null where they say it all. */
  readonly icon: IconName | null;
  readonly words: string;
}

/** A message in one line, as WhatsApp's list of chats says it: for a row, for what is read out, for the name of a menu. */
export function summaryOf(message: Message, t: Words): Summary {
  if (message.deletedAt) return { icon: 'blocked', words: t('bubble.deleted') };
  return { icon: iconOf(message), words: plain(message.text) || nameOf(message, t) };
}

function iconOf({ kind, attachment, viewOnce, system }: Message): IconName | null {
  if (kind === 'SYSTEM') return callIcon(system?.code);
  if (viewOnce && !attachment) return 'eye';
  if (kind === 'AUDIO' && attachment && !attachment.voice) return 'sound';
  return placeholderIcon(kind);
}

/** What stands for a message that has no text of its own. */
function nameOf(
  { kind, attachment, location, contactCards, poll, choice, system, unsupportedType }: Message,
  t: Words,
) {
  const [card, ...others] = contactCards;
  switch (kind) {
    case 'SYSTEM':
      return t(system ? `system.${system.code}` : 'kind.SYSTEM');
    case 'AUDIO':
      return attachment?.voice ? t('summary.voice') + lasting(attachment.durationSeconds) : t('kind.AUDIO');
    case 'VIDEO':
      return attachment?.videoNote ? t('summary.videoNote') + lasting(attachment.durationSeconds) : t('kind.VIDEO');
    case 'DOCUMENT':
      return attachment?.fileName || t('kind.DOCUMENT');
    case 'LOCATION':
      return location?.live ? t('location.live') : t('kind.LOCATION') + (location?.name ? `: ${location.name}` : '');
    case 'CONTACT_CARD':
      if (!card?.name) return t('kind.CONTACT_CARD');
      return others.length ? t('summary.cards', { name: card.name, count: others.length }) : card.name;
    case 'POLL':
      return poll?.question || t('kind.POLL');
    case 'UNSUPPORTED':
      return t(unsupportedName(unsupportedType) ?? 'kind.UNSUPPORTED');
    default:
      return choice?.title || t(`kind.${kind}`);
  }
}

const lasting = (seconds: number | null | undefined): string => (seconds ? ` (${durationText(seconds)})` : '');

/** Without WhatsApp's marks and in one line. */
const plain = (text: string | null | undefined): string =>
  textParts(text ?? '')
    .map((part) => part.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
