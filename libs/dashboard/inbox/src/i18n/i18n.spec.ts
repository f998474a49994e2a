import en from './en.json' with { type: 'json' };
import pt from './pt-BR.json' with { type: 'json' };

type Words = { [key: string]: string | Words };
const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );

describe('the words of the inbox', () => {
  const english = new Map(flat(en));
  const portuguese = new Map(flat(pt));

  it('use no exclamation marks', () => {
    expect([...english.values(), ...portuguese.values()].filter((text) => text.includes('!'))).toEqual([]);
  });
});
