import type { ContactCard, Media, SharedLocation } from '@prosa/server/channels';
import type { Message, MessageKind } from '../inbox.entities';
import { isFileKind, isVoice } from './outgoing';

/** A message of ours as the provider tells it back. */
export interface ToldBack {
  kind: MessageKind;
  text: string | null;
  media: Media | null;
  location: SharedLocation | null;
  contactCards: readonly ContactCard[];
  /** Written on a telephone, and so no echo of what went out by us, as far as that is known. */
  onPhone: boolean;
}

/** Degrees: a step on the ground. */
const SAME_PLACE = 1e-5;

/** Whether the provider tells of this message of ours, as far as content can say. */
export function isEcho(own: Pick<Message, 'kind' | 'text' | 'detail'>, told: ToldBack): boolean {
  if (own.kind !== told.kind || (own.text ?? null) !== told.text) return false;
  if (isFileKind(own.kind)) return isVoice(own) === (told.media?.voice ?? false) && !told.onPhone;
  if (own.kind === 'LOCATION') return samePlace(own.detail?.location, told.location);
  if (own.kind === 'CONTACT_CARD') return phonesOf(own.detail?.contactCards) === phonesOf(told.contactCards);
  return true;
}

const samePlace = (a: SharedLocation | undefined, b: SharedLocation | null): boolean =>
  a !== undefined &&
  b !== null &&
  Math.abs(a.latitude - b.latitude) < SAME_PLACE &&
  Math.abs(a.longitude - b.longitude) < SAME_PLACE;

const phonesOf = (cards: readonly ContactCard[] = []): string => cards.flatMap(({ phones }) => phones).join();
