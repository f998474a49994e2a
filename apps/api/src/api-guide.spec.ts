import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { schema } from './schema';

const guide = readFileSync(join(__dirname, '../../../docs/api.md'), 'utf8');
const documents = [...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text]) => text as string);

describe('the API guide', () => {
  it('has documents', () => expect(documents.length).toBeGreaterThan(5));

  it.each(documents)('shows a document that the schema takes: %s', (text) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});
