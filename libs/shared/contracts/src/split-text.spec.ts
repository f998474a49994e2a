import { splitText } from './split-text';

describe('a text in parts', () => {
  it.each<[string, number, string[]]>([
    ['short', 10, ['short']],
    ['one two\n\nthree four\n\nfive', 20, ['one two\n\nthree four', 'five']],
    ['one two\n\nthree four five six', 16, ['one two', 'three four five', 'six']],
    ['First. Second one. Third.', 18, ['First. Second one.', 'Third.']],
    ['list:\n- one\n- two\n- three', 14, ['list:\n- one', '- two\n- three']],
    ['aaaaaaaaaa', 4, ['aaaa', 'aaaa', 'aa']],
    ['  \n ', 5, []],
  ])('%j in %i', (text, longest, parts) => expect(splitText(text, longest)).toEqual(parts));

  it('keeps every word, in order, within the limit, and no half of a character', () => {
    const text = Array.from({ length: 400 }, (_, at) => `word${at} 👨‍👩‍👧${at % 7 === 0 ? '.\n\n' : ' '}`).join('');
    const parts = splitText(text, 120);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(parts.join(' ').split(/\s+/)).toEqual(text.trim().split(/\s+/));
    for (const part of splitText('👨‍👩‍👧'.repeat(40), 30)) expect(part).toMatch(/^(👨‍👩‍👧)+$/u);
  });
});
