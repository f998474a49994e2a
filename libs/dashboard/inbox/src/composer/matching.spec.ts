import { nameMatches } from './matching';

const people = ['João da Silva', 'Ana Souza'];

describe('who is looked for', () => {
  it.each<[string, string[]]>([
    ['', people],
    ['joao', ['João da Silva']],
    ['SIL jo', ['João da Silva']],
    ['ouza', []],
  ])('%p', (search, found) => expect(people.filter((name) => nameMatches(name, search))).toEqual(found));
});
