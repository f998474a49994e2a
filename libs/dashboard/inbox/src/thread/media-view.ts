import type { Message } from '../inbox.model';

export type Attachment = NonNullable<Message['attachment']>;
export type MediaShape = 'photo' | 'sticker' | 'video' | 'audio' | 'document';

const BY_KIND: Partial<Record<Message['kind'], { shape: MediaShape; type: string }>> = {
  IMAGE: { shape: 'photo', type: 'image/' },
  STICKER: { shape: 'sticker', type: 'image/' },
  VIDEO: { shape: 'video', type: 'video/' },
  AUDIO: { shape: 'audio', type: '' },
};

/** How a file is shown. What turned out to be something else than its message said is a document, to be saved. */
export function shapeOf(kind: Message['kind'], { state, mimeType }: Attachment): MediaShape {
  const expected = BY_KIND[kind];
  if (!expected) return 'document';
  if (state !== 'READY') return expected.shape;
  const fits = expected.shape === 'audio' ? /^(audio|video)\//.test(mimeType) : mimeType.startsWith(expected.type);
  return fits ? expected.shape : 'document';
}

/** On our own host, whichever of its names the page was opened by: elsewhere the browser has no session. */
export function localPath(url: string): string {
  const { pathname, search } = new URL(url, 'http://prosa.invalid');
  return pathname + search;
}

/** 75 → 1:15 */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = String(Math.floor(seconds % 60)).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function sizeText(bytes: number, language: string): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1000)));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

export interface FileType {
  readonly family: 'pdf' | 'text' | 'sheet' | 'slides' | 'archive' | 'other';
  /** On its sheet. */
  readonly short: string;
  /** In words beside its size; null where nothing is known. */
  readonly word: string | null;
}

const FAMILIES: Record<string, FileType['family']> = {
  pdf: 'pdf',
  doc: 'text',
  docx: 'text',
  odt: 'text',
  rtf: 'text',
  txt: 'text',
  md: 'text',
  xls: 'sheet',
  xlsx: 'sheet',
  ods: 'sheet',
  csv: 'sheet',
  ppt: 'slides',
  pptx: 'slides',
  odp: 'slides',
  zip: 'archive',
  rar: 'archive',
  '7z': 'archive',
  gz: 'archive',
};
const BY_MIME: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

/** What a document is, by its name or by its bytes. */
export function fileType({ fileName, mimeType }: Pick<Attachment, 'fileName' | 'mimeType'>): FileType {
  const named = /\.([a-z0-9]{1,5})$/i.exec(fileName ?? '')?.[1]?.toLowerCase();
  const ending = named ?? BY_MIME[mimeType.split(';')[0] ?? ''];
  if (!ending) return { family: 'other', short: '?', word: null };
  return { family: FAMILIES[ending] ?? 'other', short: ending.toUpperCase().slice(0, 4), word: ending.toUpperCase() };
}
