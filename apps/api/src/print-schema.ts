import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { access, schema } from './schema';

/** Writes `schema.graphql` and `access.txt`; with `--check` fails when they are not what the code says. */
const files = {
  'schema.graphql': `${printSchema(lexicographicSortSchema(schema))}\n`,
  'access.txt': `${access.join('\n')}\n`,
};
const check = process.argv.includes('--check');
for (const [file, text] of Object.entries(files)) {
  if (!check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is not what the code says: run \`npm run codegen\` and look at the difference.`);
    process.exitCode = 1;
  }
}
