import { ContactRef, readContacts, type Contact, type ContactRow } from '@prosa/server/crm';
import {
  builder,
  eventType,
  liveSource,
  payload,
  payloadType,
  rowId,
  StaleProblem,
  tryRowId,
  UserProblem,
  type EventPosition,
  type GraphqlContext,
  type LogEvent,
  type TenantContext,
} from '@prosa/server/platform';
import { renameContact, setContactOptOut } from './change-contact';
import { mergeContacts } from './merge-by-hand';
import { splitContact } from './split-contact';

const ContactPayload = payloadType<ContactRow>('ContactPayload', 'contact', ContactRef as never);

/** Runs a use case on a contact, and reads what it made of it. */
const changed = (ctx: GraphqlContext, run: (tenant: TenantContext) => Promise<Pick<Contact, 'id'>>) =>
  payload(async () => {
    const tenant = ctx.tenant as TenantContext;
    const read = async (id: string) => (await readContacts(tenant, [id]))[0] as ContactRow;
    try {
      return await read((await run(tenant)).id);
    } catch (error) {
      if (!(error instanceof StaleProblem)) throw error;
      throw new StaleProblem(await read((error.current as { id: string }).id));
    }
  });

const SaveContactInput = builder.inputType('SaveContactInput', {
  fields: (t) => ({ id: t.id({ required: true }), expectedVersion: t.int(), name: t.string() }),
});
const MergeContactsInput = builder.inputType('MergeContactsInput', {
  fields: (t) => ({ keepId: t.id({ required: true }), mergeIds: t.idList({ required: true }) }),
});
const SplitContactInput = builder.inputType('SplitContactInput', {
  description: 'Takes identities out of a contact into one of their own, undoing a wrong merge.',
  fields: (t) => ({
    id: t.id({ required: true }),
    phones: t.field({ type: ['PhoneNumber'] }),
    mergeId: t.id({ description: 'Instead of numbers: one of its `merges`.' }),
  }),
});
const SetContactOptOutInput = builder.inputType('SetContactOptOutInput', {
  fields: (t) => ({ id: t.id({ required: true }), optedOut: t.boolean({ required: true }) }),
});

function contactIds(ids: readonly string[], field: string): string[] {
  return ids.map((id) => {
    const row = tryRowId('Contact', id);
    if (!row) throw new UserProblem('NOT_FOUND', 'No such contact.', [field]);
    return row;
  });
}

builder.mutationFields((t) => ({
  saveContact: t.field({
    type: ContactPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: SaveContactInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) => renameContact(tenant, { ...input, id: rowId('Contact', input.id) })),
  }),
  mergeContacts: t.field({
    type: ContactPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: MergeContactsInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) => {
        const [keepId] = contactIds([input.keepId], 'keepId') as [string];
        return mergeContacts(tenant, { keepId, mergeIds: contactIds(input.mergeIds, 'mergeIds') });
      }),
  }),
  splitContact: t.field({
    type: ContactPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: SplitContactInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) =>
        splitContact(tenant, {
          ...input,
          id: rowId('Contact', input.id),
          mergeId: input.mergeId && rowId('ContactMerge', input.mergeId),
        }),
      ),
  }),
  setContactOptOut: t.field({
    type: ContactPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: SetContactOptOutInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) => setContactOptOut(tenant, { ...input, id: rowId('Contact', input.id) })),
  }),
}));

const ContactEvent = eventType('Contact', 'contact', ContactRef);
const TYPES: ReadonlySet<string> = new Set([
  'CONTACT_CREATED',
  'CONTACT_CHANGED',
  'CONTACTS_MERGED',
  'CONTACT_DELETED',
]);

builder.subscriptionField('contactChanged', (t) =>
  t.field({
    type: ContactEvent,
    authScopes: { right: 'inbox:read' },
    args: { after: t.arg({ type: 'EventCursor' }) },
    subscribe: ((_root: unknown, { after }: { after?: EventPosition | null }, ctx: GraphqlContext) =>
      liveSource(ctx.tenant as TenantContext, { after: after ?? null, match: ({ type }) => TYPES.has(type) })) as never,
    resolve: (event) => event as unknown as LogEvent,
  }),
);
