import en from '../i18n/en.json' with { type: 'json' };
import type { Message } from '../inbox.model';
import { summaryOf } from './message-summary';
import { attachment, fromContact } from './thread.fixture';

/** The English words, as the screen has them. */
const t = (key: string, values: Record<string, unknown> = {}): string => {
  const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], en);
  if (typeof found !== 'string') throw new Error(`No words for ${key}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
};
const told = (more: Partial<Message>) => summaryOf(fromContact({ text: null, ...more }), t);
const card = (name: string) => ({ name, phones: [] });

describe('a message in one line', () => {
  it.each<[string, Partial<Message>, string | null, string]>([
    ['a text, without its marks and lines', { text: '*Oi*,\n tudo _bem_?' }, null, 'Oi, tudo bem?'],
    ['a photo', { kind: 'IMAGE', attachment: attachment() }, 'image', 'Photo'],
    ['a photo with words', { kind: 'IMAGE', attachment: attachment(), text: 'Look' }, 'image', 'Look'],
    ['a photo that is seen once', { kind: 'IMAGE', viewOnce: true }, 'eye', 'Photo'],
    [
      'a voice message',
      { kind: 'AUDIO', attachment: attachment({ voice: true, durationSeconds: 75 }) },
      'audio',
      'Voice message (1:15)',
    ],
    ['a piece of music', { kind: 'AUDIO', attachment: attachment({ durationSeconds: 75 }) }, 'sound', 'Audio'],
    [
      'a round video',
      { kind: 'VIDEO', attachment: attachment({ videoNote: true, durationSeconds: 6 }) },
      'video',
      'Video message (0:06)',
    ],
    ['a document', { kind: 'DOCUMENT', attachment: attachment({ fileName: 'offer.pdf' }) }, 'document', 'offer.pdf'],
    ['a place without a name', { kind: 'LOCATION', location: place() }, 'location', 'Location'],
    ['a place with a name', { kind: 'LOCATION', location: place({ name: 'Shop' }) }, 'location', 'Location: Shop'],
    ['a place that moves', { kind: 'LOCATION', location: place({ live: true }) }, 'location', 'Live location'],
    ['a contact', { kind: 'CONTACT_CARD', contactCards: [card('Bruno')] }, 'contactCard', 'Bruno'],
    [
      'contacts',
      { kind: 'CONTACT_CARD', contactCards: [card('Bruno'), card('Eva'), card('Rui')] },
      'contactCard',
      'Bruno and 2 more',
    ],
    ['a poll', { kind: 'POLL', poll: { question: 'Cake?', options: [] } }, 'poll', 'Cake?'],
    ['a choice', { kind: 'LIST_REPLY', choice: { title: 'Monday' } }, null, 'Monday'],
    ['an order', { kind: 'UNSUPPORTED', unsupportedType: 'orderMessage' }, 'question', 'Catalogue order'],
    ['what nobody knows', { kind: 'UNSUPPORTED', unsupportedType: 'newMessage' }, 'question', 'Unsupported message'],
    ['a missed call', system('CALL_MISSED_VOICE'), 'phone', 'Missed voice call'],
    ['a video call', system('CALL_ANSWERED_VIDEO'), 'video', 'Video call'],
    ['a deleted one', { text: 'secret', deletedAt: '2026-11-24T10:01:00.000Z' }, 'blocked', 'This message was deleted'],
  ])('%s', (_, message, icon, words) => {
    expect(told(message)).toEqual({ icon, words });
  });
});

function place(more: Partial<NonNullable<Message['location']>> = {}): NonNullable<Message['location']> {
  return { latitude: 1, longitude: 2, name: null, address: null, live: false, ...more };
}

function system(code: NonNullable<Message['system']>['code']): Partial<Message> {
  return { kind: 'SYSTEM', system: { code } };
}
