import { isShown, sniffType } from '@prosa/server/platform';
import { captured } from '../testing/test-inbox';

const latin = (text: string) => Buffer.from(text, 'latin1');
const hex = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');
const zip = (inside: string) => Buffer.concat([hex('504b0304 1400 0000 0800'), latin(inside)]);

describe('what a file is', () => {
  it.each([
    ['image/jpeg', hex('ffd8ffe0 00104a46 4946')],
    ['image/png', hex('89504e47 0d0a1a0a 0000000d')],
    ['image/gif', latin('GIF89a\x01\x00')],
    ['image/webp', latin('RIFF\x24\x00\x00\x00WEBPVP8 ')],
    ['audio/ogg', latin('OggS\x00\x02' + '\x00'.repeat(22) + 'OpusHead')],
    ['audio/mp4', latin('\x00\x00\x00\x1cftypM4A \x00')],
    ['audio/webm', Buffer.concat([hex('1a45dfa3 9f428681 01'), latin('B\x82\x84webm…A_OPUS')])],
    ['video/webm', Buffer.concat([hex('1a45dfa3 9f428681 01'), latin('B\x82\x84webm…V_VP9…A_OPUS')])],
    ['video/mp4', latin('\x00\x00\x00\x18ftypmp42\x00')],
    ['video/quicktime', latin('\x00\x00\x00\x14ftypqt  \x00')],
    ['video/3gpp', latin('\x00\x00\x00\x18ftyp3gp4\x00')],
    ['audio/mpeg', latin('ID3\x04\x00')],
    ['audio/mpeg', hex('fffb9064 00000000')],
    ['audio/aac', hex('fff15080 0000')],
    ['audio/amr', latin('#!AMR\n\x3c')],
    ['application/pdf', latin('%PDF-1.7\n')],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      zip('[Content_Types].xml…word/document.xml'),
    ],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip('xl/workbook.xml')],
    ['application/vnd.openxmlformats-officedocument.presentationml.presentation', zip('ppt/presentation.xml')],
    ['application/zip', zip('photos/1.jpg')],
  ])('%s', (type, bytes) => {
    expect(sniffType(bytes)).toBe(type);
  });

  it.each([
    ['a page', latin('<!doctype html><script>alert(1)</script>')],
    ['a drawing with a script', latin('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a program', latin('MZ\x90\x00')],
    ['half a signature', hex('ffd8')],
    ['a container of another kind', latin('RIFF\x24\x00\x00\x00WAVEfmt ')],
    ['a video in Ogg', latin('OggS\x00\x02' + '\x00'.repeat(22) + '\x80theora')],
    ['text in sixteen bits', hex('fffe4100 4200')],
    ['nothing', Buffer.alloc(0)],
  ])('is not known of %s, which is never shown', (_what, bytes) => {
    expect(sniffType(bytes)).toBe('application/octet-stream');
    expect(isShown(sniffType(bytes))).toBe(false);
  });

  it('never throws, whatever the bytes are', () => {
    for (let length = 0; length < 24; length += 1) {
      for (const byte of [0, 0x4f, 0x50, 0x52, 0xff])
        expect(typeof sniffType(Buffer.alloc(length, byte))).toBe('string');
    }
  });

  it('knows the picture that Evolution gave', () => {
    const { data } = captured('messages-upsert.j-image-base64') as { data: { message: { base64: string } } };
    expect(sniffType(Buffer.from(data.message.base64, 'base64'))).toBe('image/jpeg');
  });

  it('shows pictures, sound and video, and nothing that could run', () => {
    expect(['image/png', 'audio/ogg', 'video/mp4'].every(isShown)).toBe(true);
    expect(['application/pdf', 'image/svg+xml', 'text/html', 'application/zip'].some(isShown)).toBe(false);
  });
});
