import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

type Words = { [key: string]: string | Words };
const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '../../../..');
const AREAS = [
  HERE,
  ...readdirSync(join(ROOT, 'libs/dashboard')).map((area) => join(ROOT, 'libs/dashboard', area, 'src/i18n')),
].filter((folder) => existsSync(folder));

function readFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'));
}
const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );
const wordsOf = (folder: string, language: string) =>
  new Map(flat(JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Words));
const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

/** Keys that stand twice in one object: `JSON.parse` keeps the last without a word. */
function twice(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, path: string): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const seen = new Set<string>();
      for (const property of node.properties) {
        if (!ts.isPropertyAssignment(property)) continue;
        const key = (property.name as ts.StringLiteral).text;
        if (seen.has(key)) found.push(path + key);
        seen.add(key);
        visit(property.initializer, `${path}${key}.`);
      }
    } else ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(ts.parseJsonText('words.json', text), '');
  return found;
}

it('a key that stands twice in one object is found, and one in two objects is none', () => {
  expect(twice('{"a": {"x": "1", "y": "2", "x": "3"}, "b": {"x": "1"}}')).toEqual(['a.x']);
});

it('there is more than one area', () => {
  expect(AREAS.length).toBeGreaterThan(5);
});

describe.each(AREAS.map((folder) => [relative(ROOT, folder), folder]))('the words in %s', (_, folder) => {
  it('have each key once', () => {
    for (const file of readFiles(folder)) {
      expect([file, twice(readFileSync(join(folder, file), 'utf8'))]).toEqual([file, []]);
    }
  });

  it('exist in both languages and take the same values in both', () => {
    const english = wordsOf(folder, 'en');
    const portuguese = wordsOf(folder, 'pt-BR');
    expect([...portuguese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) expect([key, holes(portuguese.get(key) ?? '')]).toEqual([key, holes(text)]);
  });
});
