import fc from 'fast-check';
import { foldName } from './fold-name';

/** Only when large does this mark of old Greek become a letter of its own. */
const IOTA_BELOW = '\u0345';
const letters = Array.from({ length: 0x11_0000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))
  .filter((letter) => /[\p{L}\p{M}\p{N}]/u.test(letter) && !letter.normalize('NFD').includes(IOTA_BELOW));
const anyLetter = fc.integer({ min: 0, max: letters.length - 1 }).map((at) => letters[at] as string);
const anyName = fc.string({
  unit: fc.oneof(anyLetter, fc.constant(' '), fc.string({ unit: 'grapheme', maxLength: 1 })),
});

const RUNS = { numRuns: 500, seed: 20261101 };

describe('a name as it is searched', () => {
  it.each([
    ['João', 'joao'],
    ['JOÃO', 'joao'],
    ['Joa\u0303o', 'joao'],
    ['  Ana\u00a0 Müller-Groß ', 'ana muller-gross'],
    ['𝓜𝓪𝓻𝓲𝓪 Ｌｉｍａ', 'maria lima'],
    ['Οδυσσεύς', 'οδυσσευσ'],
    ['İbrahim Çağrı', 'ibrahim cagri'],
    ['Żółć', 'zołc'],
    ['田中 さくら 🌸', '田中 さくら 🌸'],
    ['', ''],
  ])('%p becomes %p', (name, folded) => expect(foldName(name)).toBe(folded));

  it('is the same in either case, composed or not, and folded again', () => {
    const alike = (name: string) =>
      [name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD'), name.normalize('NFC')].map(foldName);
    const wrong = letters.filter((letter) => alike(letter).some((folded) => folded !== foldName(foldName(letter))));
    expect(wrong).toEqual([]);
    fc.assert(
      fc.property(anyName, (name) => {
        if (!name.normalize('NFD').includes(IOTA_BELOW))
          expect(new Set([...alike(name), foldName(foldName(name))])).toEqual(new Set([foldName(name)]));
      }),
      RUNS,
    );
  });

  it('is found by any of its words and their beginnings, however they are written', () => {
    const shapes: ((word: string) => string)[] = [
      (w) => w.toUpperCase(),
      (w) => w.toLowerCase(),
      (w) => w.normalize('NFD'),
      foldName,
    ];
    fc.assert(
      fc.property(
        fc.array(anyLetter, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...shapes),
        (word, from, to, shape) => {
          const part = word.slice(from % word.length).slice(0, 1 + (to % word.length));
          expect(foldName(`Ana ${word.join('')}`)).toContain(foldName(shape(part.join(''))));
        },
      ),
      RUNS,
    );
  });
});
