import type { IconName } from '@prosa/dashboard/ui';
import type { Message } from '../inbox.model';

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
