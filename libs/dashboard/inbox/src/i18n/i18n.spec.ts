import en from './en.json' with { type: 'json' };
import pt from './pt-BR.json' with { type: 'json' };

type Words = { [key: string]: string | Words };
const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the words of the inbox', () => {
  const english = new Map(flat(en));
  const portuguese = new Map(flat(pt));

  it('exist in both languages', () => {
    expect([...portuguese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('take the same values in both', () => {
    for (const [key, text] of english) expect([key, holes(portuguese.get(key) ?? '')]).toEqual([key, holes(text)]);
  });

  it('use no exclamation marks', () => {
    expect([...english.values(), ...portuguese.values()].filter((text) => text.includes('!'))).toEqual([]);
  });
});
