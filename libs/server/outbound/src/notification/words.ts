import type { NotificationKind } from './notification.entities';

interface Told {
  kind: NotificationKind;
  text: string | null;
  messageKind: string | null;
  count: number;
}

/** For whoever shows it as it comes: push, and clients without words of their own. */
const WORDS = {
  'pt-BR': {
    NEW_CONVERSATION: 'Nova conversa sem responsável',
    ASSIGNED: 'A conversa agora é sua',
    HANDOFF: 'O agente pediu uma pessoa',
    MENTIONED: 'Mencionou você em uma nota',
    CHANNEL_LOST: 'O número desconectou',
    MESSAGE: 'Nova mensagem',
    files: {
      IMAGE: 'Foto',
      VIDEO: 'Vídeo',
      AUDIO: 'Áudio',
      DOCUMENT: 'Documento',
      STICKER: 'Figurinha',
      LOCATION: 'Localização',
      CONTACT_CARD: 'Contato',
      SYSTEM: 'Chamada',
    },
    several: (count: number, text: string) => `${count} mensagens: ${text}`,
    test: 'As notificações chegam a este aparelho.',
  },
  en: {
    NEW_CONVERSATION: 'New conversation of nobody yet',
    ASSIGNED: 'The conversation is yours now',
    HANDOFF: 'The agent asks for a person',
    MENTIONED: 'Mentioned you in a note',
    CHANNEL_LOST: 'The number has disconnected',
    MESSAGE: 'New message',
    files: {
      IMAGE: 'Photo',
      VIDEO: 'Video',
      AUDIO: 'Audio',
      DOCUMENT: 'Document',
      STICKER: 'Sticker',
      LOCATION: 'Location',
      CONTACT_CARD: 'Contact',
      SYSTEM: 'Call',
    },
    several: (count: number, text: string) => `${count} messages: ${text}`,
    test: 'Notifications reach this device.',
  },
};
type Words = (typeof WORDS)['en'];
const wordsFor = (locale: string): Words => (locale === 'pt-BR' ? WORDS['pt-BR'] : WORDS.en);

/** What it tells, beside the name of whom or what it is about: the words of the message, else what happened. */
export function bodyOf({ kind, text, messageKind, count }: Told, locale: string): string {
  const words = wordsFor(locale);
  const said = text ?? (messageKind ? ((words.files as Record<string, string>)[messageKind] ?? null) : null);
  if (!said) return words[kind];
  return kind === 'MESSAGE' && count > 1 ? words.several(count, said) : said;
}

/** What happened, without a word of whom and what about. */
export const hiddenBodyOf = ({ kind }: Pick<Told, 'kind'>, locale: string): string => wordsFor(locale)[kind];

export const testBody = (locale: string): string => wordsFor(locale).test;
