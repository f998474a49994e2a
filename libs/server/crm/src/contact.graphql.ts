import { builder, loaderOf, nodeType, type GraphqlContext, type TenantContext } from '@prosa/server/platform';
import { readContacts, readPhones, type ContactRow } from './contact.read';

const phonesLoader = (ctx: GraphqlContext) =>
  loaderOf<string[]>(ctx, 'contact-phones', (ids) => readPhones(ctx.tenant as TenantContext, ids));

export const ContactRef = builder.objectRef<ContactRow>('Contact');

nodeType(ContactRef, {
  right: 'inbox:read',
  load: async (tenant, ids) => new Map((await readContacts(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    name: t.exposeString('name'),
    phones: t.field({
      type: ['PhoneNumber'],
      resolve: async (contact, _args, ctx) => (await phonesLoader(ctx).load(contact.id)) ?? [],
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    version: t.exposeInt('version'),
  }),
});
