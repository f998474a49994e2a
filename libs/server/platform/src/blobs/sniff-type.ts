/** What a file is by its own bytes, of the kinds that people send by WhatsApp. What it calls itself, and what its sender calls it, are not believed. */
export function sniffType(bytes: Buffer): string {
  return SIGNS.find(([, is]) => is(bytes))?.[0] ?? UNKNOWN_TYPE;
}

export const UNKNOWN_TYPE = 'application/octet-stream';

/** What a browser may show by itself: it runs nothing. */
const SHOWN: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/amr',
  'audio/webm',
  'video/webm',
  'video/mp4',
  'video/quicktime',
  'video/3gpp',
]);
export const isShown = (type: string): boolean => SHOWN.has(type);

const ascii = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.length >= at + text.length && bytes.toString('latin1', at, at + text.length) === text;
const starts = (bytes: Buffer, ...signature: number[]): boolean =>
  bytes.length > signature.length && signature.every((byte, at) => bytes[at] === byte);
const brand = (bytes: Buffer, ...brands: string[]): boolean =>
  ascii(bytes, 4, 'ftyp') && brands.some((name) => ascii(bytes, 8, name));
const office = 'application/vnd.openxmlformats-officedocument';
/** Names of the files inside stand in the archive as they are. */
const archiveWith = (bytes: Buffer, name: string): boolean => isZip(bytes) && bytes.includes(name, 0, 'latin1');
const isZip = (bytes: Buffer): boolean =>
  starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06);

const FIRST_PAGE = 512;
const FIRST_TRACKS = 4_096;
const VIDEO_TRACKS = ['V_VP8', 'V_VP9', 'V_AV1', 'V_MPEG4'];
/** What browsers record into: Matroska's header, calling itself webm. */
const isWebm = (bytes: Buffer): boolean =>
  starts(bytes, 0x1a, 0x45, 0xdf, 0xa3) && bytes.subarray(0, 64).includes('webm', 0, 'latin1');
const SIGNS: readonly [type: string, is: (bytes: Buffer) => boolean][] = [
  ['image/jpeg', (bytes) => starts(bytes, 0xff, 0xd8, 0xff)],
  ['image/png', (bytes) => starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/gif', (bytes) => ascii(bytes, 0, 'GIF87a') || ascii(bytes, 0, 'GIF89a')],
  ['image/webp', (bytes) => ascii(bytes, 0, 'RIFF') && ascii(bytes, 8, 'WEBP')],
  [
    'audio/ogg',
    (bytes) =>
      ascii(bytes, 0, 'OggS') &&
      ['OpusHead', '\x01vorbis'].some((head) => bytes.subarray(0, FIRST_PAGE).includes(head, 0, 'latin1')),
  ],
  [
    'video/webm',
    (bytes) =>
      isWebm(bytes) && VIDEO_TRACKS.some((track) => bytes.subarray(0, FIRST_TRACKS).includes(track, 0, 'latin1')),
  ],
  ['audio/webm', isWebm],
  ['audio/mp4', (bytes) => brand(bytes, 'M4A ', 'M4B ')],
  ['video/quicktime', (bytes) => brand(bytes, 'qt  ')],
  ['video/3gpp', (bytes) => brand(bytes, '3gp')],
  [
    'video/mp4',
    (bytes) => brand(bytes, 'isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'MSNV', 'dash'),
  ],
  ['audio/amr', (bytes) => ascii(bytes, 0, '#!AMR')],
  // The two differ in the layer's bits: none for AAC, one for MP3.
  ['audio/aac', (bytes) => starts(bytes, 0xff) && ((bytes[1] ?? 0) & 0xf6) === 0xf0],
  ['audio/mpeg', (bytes) => ascii(bytes, 0, 'ID3') || isMpegFrame(bytes)],
  ['application/pdf', (bytes) => ascii(bytes, 0, '%PDF-')],
  [`${office}.wordprocessingml.document`, (bytes) => archiveWith(bytes, 'word/document.xml')],
  [`${office}.spreadsheetml.sheet`, (bytes) => archiveWith(bytes, 'xl/workbook.xml')],
  [`${office}.presentationml.presentation`, (bytes) => archiveWith(bytes, 'ppt/presentation.xml')],
  ['application/zip', isZip],
];

/** Eleven bits of ones, then version, layer, bit rate and sample rate, none of them a reserved value; of the layers only the third, which is MP3. */
function isMpegFrame(bytes: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const layer = (second >> 1) & 3;
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    ((second >> 3) & 3) !== 1 &&
    layer === 1 &&
    third >> 4 !== 15 &&
    ((third >> 2) & 3) !== 3
  );
}
