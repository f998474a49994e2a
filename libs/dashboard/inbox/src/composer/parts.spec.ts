import type { ChosenFile } from './chosen-files';
import { partsOf } from './parts';

const chosen = (name: string, mimeType: string, caption = ''): ChosenFile => ({
  id: name,
  content: new File(['x'], name, { type: mimeType }),
  name,
  mimeType,
  url: '',
  shape: 'photo',
  caption,
});
const told = (text: string, ...files: ChosenFile[]) =>
  partsOf(text, files).map((part) => [part.content?.type === 'file' ? part.content.name : null, part.text]);

describe('what is in the composer, as messages', () => {
  const photo = chosen('a.jpg', 'image/jpeg');
  it.each<[string, ChosenFile[], unknown]>([
    ['hello', [], [[null, 'hello']]],
    ['look', [photo], [['a.jpg', 'look']]],
    ['', [photo], [['a.jpg', '']]],
    [
      'all',
      [photo, chosen('b.pdf', 'application/pdf')],
      [
        ['a.jpg', 'all'],
        ['b.pdf', ''],
      ],
    ],
    [
      'second',
      [chosen('a.jpg', 'image/jpeg', 'own'), chosen('b.pdf', 'application/pdf')],
      [
        ['a.jpg', 'own'],
        ['b.pdf', 'second'],
      ],
    ],
    [
      'words',
      [chosen('a.jpg', 'image/jpeg', 'own')],
      [
        ['a.jpg', 'own'],
        [null, 'words'],
      ],
    ],
    [
      'hear',
      [chosen('a.mp3', 'audio/mpeg')],
      [
        ['a.mp3', ''],
        [null, 'hear'],
      ],
    ],
    [
      'x'.repeat(1_025),
      [photo],
      [
        ['a.jpg', ''],
        [null, 'x'.repeat(1_025)],
      ],
    ],
  ])('%.10s with %#', (text, files, parts) => expect(told(text, ...files)).toEqual(parts));

  it('splits what no message holds, losing nothing', () => {
    const long = `${'word '.repeat(20_000)}end`;
    const parts = partsOf(long, []);
    expect(parts.length).toBe(2);
    expect(parts.map(({ text }) => text).join(' ')).toBe(long);
  });
});
