import { readFileSync, writeFileSync } from 'node:fs';

/** @type {import('@graphql-codegen/cli').CodegenConfig} */
export default {
  schema: 'schema.graphql',
  documents: ['libs/dashboard/**/*.ts', 'apps/dashboard/src/**/*.ts', '!**/*.spec.ts', '!libs/dashboard/data-access/src/generated/**'],
  ignoreNoDocuments: true,
  hooks: {
    // The preset knows only `graphql-tag`; Apollo, which we depend on, brings the same one.
    afterOneFileWrite: (path) => {
      const text = readFileSync(path, 'utf8');
      const ours = text.replace("import gql from 'graphql-tag';", "import { gql } from '@apollo/client';");
      if (ours !== text) writeFileSync(path, ours);
    },
  },
  generates: {
    'libs/dashboard/data-access/src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // As text, a fifth of the size of ready syntax trees.
        documentMode: 'graphQLTag',
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          DateTime: 'string',
          EmailAddress: 'string',
          EventCursor: 'string',
          ID: 'string',
          JSON: 'unknown',
          PhoneNumber: 'string',
          TimeOfDay: 'string',
          URL: 'string',
        },
      },
    },
  },
};
