/** @type {import('@graphql-codegen/cli').CodegenConfig} */
export default {
  schema: 'schema.graphql',
  documents: ['libs/dashboard/**/*.ts', 'apps/dashboard/src/**/*.ts', '!libs/dashboard/data-access/src/generated/**'],
  ignoreNoDocuments: true,
  generates: {
    'libs/dashboard/data-access/src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
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
