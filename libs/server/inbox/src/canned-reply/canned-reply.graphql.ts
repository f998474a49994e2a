import {
  builder,
  DeletePayload,
  IdInput,
  nodeType,
  payload,
  payloadType,
  rowId,
  type TenantContext,
} from '@prosa/server/platform';
import { findCannedReplies, readCannedReplies, type CannedReplyRow } from './canned-reply.read';
import { deleteCannedReply, saveCannedReply } from './save-canned-reply';

export const CannedReplyRef = builder.objectRef<CannedReplyRow>('CannedReply');
nodeType(CannedReplyRef, {
  right: 'inbox:read',
  description: "A text that is written often: everybody's when it is `shared`, otherwise of its member alone.",
  load: async (tenant, ids) => new Map((await readCannedReplies(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    shortcut: t.exposeString('shortcut'),
    text: t.exposeString('text', {
      description: 'May name {{contact.name}}, {{contact.firstName}}, {{member.name}}, {{tenant.name}} …',
    }),
    shared: t.exposeBoolean('shared'),
  }),
});

const CannedReplyPayload = payloadType<CannedReplyRow>('CannedReplyPayload', 'cannedReply', CannedReplyRef as never);
const SaveCannedReplyInput = builder.inputType('SaveCannedReplyInput', {
  fields: (t) => ({
    id: t.id(),
    shortcut: t.string({ required: true }),
    text: t.string({ required: true }),
    shared: t.boolean({ required: true }),
  }),
});

builder.queryField('cannedReplies', (t) =>
  t.field({
    description: "Everybody's and the caller's own, by shortcut.",
    type: [CannedReplyRef],
    extensions: { perViewer: true },
    authScopes: { right: 'inbox:read' },
    args: { search: t.arg.string() },
    resolve: (_root, { search }, ctx) => findCannedReplies(ctx.tenant as TenantContext, search ?? null),
  }),
);

builder.mutationFields((t) => ({
  saveCannedReply: t.field({
    type: CannedReplyPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: SaveCannedReplyInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const id = input.id ? rowId('CannedReply', input.id) : null;
        const reply = await saveCannedReply(ctx.tenant as TenantContext, { ...input, id });
        return { id: reply.id, shortcut: reply.shortcut, text: reply.text, shared: reply.shared };
      }),
  }),
  deleteCannedReply: t.field({
    type: DeletePayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(() => deleteCannedReply(ctx.tenant as TenantContext, rowId('CannedReply', input.id))),
  }),
}));
