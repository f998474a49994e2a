import { MemberRef } from '@prosa/server/identity';
import {
  builder,
  connectionType,
  decodeKeyset,
  forwardPage,
  globalId,
  loaderOf,
  loadNode,
  nodeType,
  pageComplexity,
  pageSize,
  type GraphqlContext,
  type TenantContext,
} from '@prosa/server/platform';
import {
  listContacts,
  readContactsById,
  readIdentities,
  readMerges,
  readPossibleDuplicates,
  type ContactRow,
  type IdentityRow,
  type MergeRow,
} from './contact.read';
import { IDENTITY_KINDS, MERGE_CAUSES, NAME_SOURCES, OPT_OUT_REASONS } from './crm.entities';

const identitiesOf = async (ctx: GraphqlContext, id: string): Promise<IdentityRow[]> =>
  (await loaderOf<IdentityRow[]>(ctx, 'contact-identities', (ids) =>
    readIdentities(ctx.tenant as TenantContext, ids),
  ).load(id)) ?? [];
const phonesIn = (identities: readonly IdentityRow[]) =>
  identities.filter(({ kind }) => kind === 'PHONE').map(({ value }) => value);

const IdentityKindEnum = builder.enumType('ContactIdentityKind', { values: IDENTITY_KINDS });
const NameSourceEnum = builder.enumType('ContactNameSource', {
  description:
    'The worst first: a name is replaced only by one that comes from as good a source or a better one. MEMBER: somebody of the team typed it.',
  values: NAME_SOURCES,
});
const OptOutReasonEnum = builder.enumType('OptOutReason', {
  description: 'KEYWORD: they wrote a word that asks for it. MEMBER: somebody of the team noted it.',
  values: OPT_OUT_REASONS,
});
const MergeCauseEnum = builder.enumType('ContactMergeCause', {
  description: 'LEARNT: WhatsApp named the two as one person. MEMBER: somebody of the team said so.',
  values: MERGE_CAUSES,
});

const ContactIdentityType = builder.objectRef<IdentityRow>('ContactIdentity').implement({
  description: 'One of the names by which WhatsApp knows a person.',
  fields: (t) => ({
    kind: t.expose('kind', { type: IdentityKindEnum }),
    value: t.exposeString('value', {
      description: 'A number with its country code, or an id that says nothing of it.',
    }),
  }),
});
const ContactMergeType = builder.objectRef<MergeRow>('ContactMerge').implement({
  description: 'Another contact that became part of this one; `splitContact` undoes it.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('ContactMerge', id) }),
    mergedId: t.id({
      description: 'Names this contact until it is undone.',
      resolve: ({ goneId }) => globalId('Contact', goneId),
    }),
    name: t.exposeString('goneName'),
    phones: t.field({ type: ['PhoneNumber'], resolve: ({ identities }) => phonesIn(identities) }),
    identities: t.field({ type: [ContactIdentityType], resolve: ({ identities }) => identities }),
    cause: t.expose('cause', { type: MergeCauseEnum }),
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ memberId }, _args, ctx) => loadNode(ctx, 'Member', memberId),
    }),
    mergedAt: t.expose('mergedAt', { type: 'DateTime' }),
    undoneAt: t.expose('undoneAt', { type: 'DateTime', nullable: true }),
  }),
});

export const ContactRef = builder.objectRef<ContactRow>('Contact');

nodeType(ContactRef, {
  right: 'inbox:read',
  load: readContactsById,
  fields: (t) => ({
    name: t.exposeString('name'),
    nameSource: t.expose('nameSource', { type: NameSourceEnum }),
    phones: t.field({
      type: ['PhoneNumber'],
      resolve: async ({ id }, _args, ctx) => phonesIn(await identitiesOf(ctx, id)),
    }),
    identities: t.field({ type: [ContactIdentityType], resolve: ({ id }, _args, ctx) => identitiesOf(ctx, id) }),
    optedOut: t.boolean({
      description:
        'Wants no messages: is written to only in answer to what they wrote within the last day, and never by an agent.',
      resolve: ({ optedOutAt }) => optedOutAt !== null,
    }),
    optedOutAt: t.expose('optedOutAt', { type: 'DateTime', nullable: true }),
    optOutReason: t.expose('optOutReason', { type: OptOutReasonEnum, nullable: true }),
    merges: t.field({
      description: 'Newest first; those that were undone as well.',
      type: [ContactMergeType],
      complexity: 10,
      resolve: ({ id }, _args, ctx) => readMerges(ctx.tenant as TenantContext, id),
    }),
    possibleDuplicates: t.field({
      type: [ContactRef],
      complexity: 10,
      resolve: (contact, _args, ctx) => readPossibleDuplicates(ctx.tenant as TenantContext, contact),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    version: t.exposeInt('version'),
  }),
});

const ContactFilter = builder.inputType('ContactFilter', {
  fields: (t) => ({
    search: t.string({
      description:
        'Words of the name, or parts of words, accents and case aside; or at least three digits of a number.',
    }),
    optedOut: t.boolean(),
  }),
});
const ContactConnection = connectionType<ContactRow>('Contact', ContactRef);

builder.queryField('contacts', (t) =>
  t.field({
    description: 'Newest first. Groups are not among them.',
    type: ContactConnection,
    authScopes: { right: 'inbox:read' },
    complexity: pageComplexity,
    args: { filter: t.arg({ type: ContactFilter }), first: t.arg.int(), after: t.arg.string() },
    resolve: async (_root, { filter, first, after }, ctx) => {
      const size = pageSize(first);
      const from = decodeKeyset(after, 1)?.[0];
      const place = { after: from === undefined ? null : String(from), limit: size + 1 };
      const { rows, total } = await listContacts(ctx.tenant as TenantContext, filter ?? {}, place);
      return { ...forwardPage(rows, size, ({ id }) => [id], from !== undefined), totalCount: total };
    },
  }),
);
builder.objectField(
  ContactConnection as never,
  'totalCount' as never,
  ((t: { int(options: object): unknown }) =>
    t.int({
      description: 'Counted up to 10,000.',
      resolve: ({ totalCount }: { totalCount: number }) => totalCount,
    })) as never,
);
