import { splitText } from '@prosa/shared/contracts';
import { LONGEST_CAPTION, LONGEST_TEXT, type OutboxContent, takesCaption } from '../live/outbox-content';
import type { OutboxNote } from '../live/outbox-entry';
import type { ChosenFile } from './chosen-files';

/** One message to be. */
export interface Part {
  readonly text: string;
  readonly content?: OutboxContent;
  readonly file?: Blob;
  /** For the team alone. */
  readonly note?: OutboxNote;
}

/**
 * What is in the composer, as messages in order. The text is the caption of the first file that takes one and has none of its
 * own; where there is none, or it is too long for that, it follows as words.
 */
export function partsOf(text: string, files: readonly ChosenFile[]): Part[] {
  const words = text.trim();
  const captioned =
    words.length <= LONGEST_CAPTION ? files.find((file) => file.caption.trim() === '' && mayCaption(file)) : undefined;
  const parts = files.map((file): Part => {
    const { content, name, mimeType } = file;
    const caption = mayCaption(file) ? (file === captioned ? words : file.caption.trim()) : '';
    const uploaded = { voice: false, seconds: null, uploadId: null };
    return { text: caption, content: { type: 'file', name, mimeType, size: content.size, ...uploaded }, file: content };
  });
  return words === '' || captioned
    ? parts
    : [...parts, ...splitText(words, LONGEST_TEXT).map((part) => ({ text: part }))];
}

export const mayCaption = ({ mimeType }: ChosenFile): boolean => takesCaption({ mimeType, voice: false });
