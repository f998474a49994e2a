import { MemberRef } from '@prosa/server/identity';
import {
  builder,
  DeletePayload,
  IdInput,
  loadNode,
  nodeType,
  payload,
  payloadType,
  rowId,
  type TenantContext,
} from '@prosa/server/platform';
import { SAVED_VIEW_LISTS } from './saved-view.entity';
import { deleteSavedView, readSavedViews, saveSavedView, type SavedViewRow } from './saved-view';

const SavedViewListEnum = builder.enumType('SavedViewList', { values: SAVED_VIEW_LISTS });
const SavedViewRef = builder.objectRef<SavedViewRow>('SavedView');
nodeType(SavedViewRef, {
  right: 'inbox:read',
  load: async (tenant, ids) => new Map((await readSavedViews(tenant, { ids })).map((row) => [row.id, row])),
  fields: (t) => ({
    list: t.expose('list', { type: SavedViewListEnum }),
    name: t.exposeString('name'),
    state: t.field({ type: 'JSON', resolve: ({ state }) => state }),
    shared: t.exposeBoolean('shared'),
    owner: t.field({
      description: 'Who made it.',
      type: MemberRef,
      nullable: true,
      resolve: (row, _args, ctx) => loadNode(ctx, 'Member', row.memberId),
    }),
  }),
});

const SavedViewPayload = payloadType<SavedViewRow>('SavedViewPayload', 'savedView', SavedViewRef as never);
const SaveSavedViewInput = builder.inputType('SaveSavedViewInput', {
  fields: (t) => ({
    id: t.id(),
    list: t.field({ type: SavedViewListEnum, required: true }),
    name: t.string({ required: true }),
    state: t.field({ type: 'JSON', required: true }),
    shared: t.boolean({ required: true }),
  }),
});

builder.queryField('savedViews', (t) =>
  t.field({
    description: "The caller's own, and those that are shared.",
    type: [SavedViewRef],
    authScopes: { right: 'inbox:read' },
    args: { list: t.arg({ type: SavedViewListEnum }) },
    resolve: (_root, { list }, ctx) => readSavedViews(ctx.tenant as TenantContext, { list: list ?? null }),
  }),
);

builder.mutationFields((t) => ({
  saveSavedView: t.field({
    type: SavedViewPayload,
    authScopes: { right: 'inbox:read' },
    args: { input: t.arg({ type: SaveSavedViewInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const tenant = ctx.tenant as TenantContext;
        const { id } = await saveSavedView(tenant, { ...input, id: input.id ? rowId('SavedView', input.id) : null });
        return (await readSavedViews(tenant, { ids: [id] }))[0] as SavedViewRow;
      }),
  }),
  deleteSavedView: t.field({
    type: DeletePayload,
    authScopes: { right: 'inbox:read' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(() => deleteSavedView(ctx.tenant as TenantContext, rowId('SavedView', input.id))),
  }),
}));
