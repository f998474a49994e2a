/** What a reply holds beside its text, which is the caption of a file. */
export type OutboxContent = OutboxFile | OutboxPlace | OutboxCards;

export interface OutboxFile {
  readonly type: 'file';
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  /** As a voice note. */
  readonly voice: boolean;
  readonly seconds: number | null;
  /** The server has its bytes: from then on a reload loses nothing. */
  readonly uploadId: string | null;
}
export interface OutboxPlace {
  readonly type: 'place';
  readonly latitude: number;
  readonly longitude: number;
  readonly name: string | null;
  readonly address: string | null;
}
export interface OutboxCards {
  readonly type: 'cards';
  readonly cards: readonly OutboxCard[];
}
export interface OutboxCard {
  /** Of a contact that the desk knows; else by name and number. */
  readonly contactId: string | null;
  readonly name: string;
  readonly phone: string;
}

export type FileShape = 'photo' | 'video' | 'audio' | 'document';

/** How WhatsApp will show it: what phones do not play or show by themselves arrives as a document. */
export function fileShape({ mimeType, voice }: Pick<OutboxFile, 'mimeType' | 'voice'>): FileShape {
  if (voice) return 'audio';
  if (/^image\/(jpeg|png|webp)$/.test(mimeType)) return 'photo';
  if (/^video\/(mp4|3gpp)$/.test(mimeType)) return 'video';
  return /^audio\/(ogg|mpeg|mp4|x-m4a|aac|amr)$/.test(mimeType) ? 'audio' : 'document';
}

const KINDS = { photo: 'IMAGE', video: 'VIDEO', audio: 'AUDIO', document: 'DOCUMENT' } as const;

/** The kind of the message that it becomes. */
export function kindOfContent(content: OutboxContent | null | undefined) {
  if (!content) return 'TEXT';
  if (content.type === 'place') return 'LOCATION';
  return content.type === 'cards' ? 'CONTACT_CARD' : KINDS[fileShape(content)];
}

/** Sound has no caption on WhatsApp: what was written goes as words of its own. */
export const takesCaption = (content: Pick<OutboxFile, 'mimeType' | 'voice'>): boolean =>
  fileShape(content) !== 'audio';
export const LONGEST_CAPTION = 1_024;
export const LONGEST_TEXT = 65_536;

export function isContent(value: unknown): value is OutboxContent | null | undefined {
  if (value === undefined || value === null) return true;
  const { type } = value as { type?: unknown };
  return type === 'file' || type === 'place' || type === 'cards';
}
