import { matching } from './matching';

const person = (name: string, phone: string) => ({ contactId: name, name, phone });
const people = [person('João da Silva', '+5511999990001'), person('Ana Souza', '+351912345678')];
const names = (search: string) => matching(people, search).map(({ name }) => name);

describe('who is looked for', () => {
  it.each<[string, string[]]>([
    ['', ['João da Silva', 'Ana Souza']],
    ['joao', ['João da Silva']],
    ['SIL jo', ['João da Silva']],
    ['ouza', []],
    ['9999 0001', ['João da Silva']],
    ['+351 912', ['Ana Souza']],
  ])('%p', (search, found) => expect(names(search)).toEqual(found));
});
