import { MemberRef } from '@prosa/server/identity';
import {
  builder,
  DeletePayload,
  IdInput,
  loaderOf,
  loadNode,
  nodeType,
  payload,
  payloadType,
  rowId,
  type GraphqlContext,
  type TenantContext,
} from '@prosa/server/platform';
import { ConversationRef, required } from '../conversation/conversation.graphql';
import type { ConversationRow } from '../conversation/conversation.read';
import { MessageFailureRef } from '../message/message.graphql';
import { cancelScheduledMessage, scheduleMessage, updateScheduledMessage } from './schedule-message';
import { readScheduledMessages, readScheduledOf, type ScheduledMessageRow } from './scheduled-message.read';

export const ScheduledMessageRef = builder.objectRef<ScheduledMessageRow>('ScheduledMessage');
nodeType(ScheduledMessageRef, {
  right: 'inbox:read',
  description: 'What a member wrote for a later time. It becomes a message then, or stays with the reason why not.',
  load: async (tenant, ids) => new Map((await readScheduledMessages(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    conversation: t.field({
      type: ConversationRef,
      resolve: (row, _args, ctx) => required<ConversationRow>(ctx, 'Conversation', row.conversationId),
    }),
    author: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (row, _args, ctx) => loadNode(ctx, 'Member', row.memberId),
    }),
    text: t.exposeString('text'),
    sendAt: t.expose('sendAt', { type: 'DateTime' }),
    cancelOnReply: t.exposeBoolean('cancelOnReply', { description: 'Not sent once the contact has written.' }),
    failure: t.field({
      type: MessageFailureRef,
      nullable: true,
      description: 'Why it does not go: REPLIED, OPTED_OUT, DAILY_LIMIT, MEMBER_GONE, CHANNEL_DELETED.',
      resolve: ({ failure }) => failure,
    }),
  }),
});

builder.objectField(ConversationRef, 'scheduledMessages', (t) =>
  t.field({
    type: [ScheduledMessageRef],
    description: 'What waits for its time, by time.',
    complexity: { field: 1, multiplier: 2 }, // most conversations have none
    resolve: async ({ id }, _args, ctx) =>
      (await loaderOf<ScheduledMessageRow[]>(ctx, 'scheduled-of', (ids) =>
        readScheduledOf(ctx.tenant as TenantContext, ids),
      ).load(id)) ?? [],
  }),
);

const ScheduledMessagePayload = payloadType<ScheduledMessageRow>(
  'ScheduledMessagePayload',
  'scheduledMessage',
  ScheduledMessageRef as never,
);
const ScheduleMessageInput = builder.inputType('ScheduleMessageInput', {
  fields: (t) => ({
    conversationId: t.id({ required: true }),
    text: t.string({ required: true }),
    sendAt: t.field({ type: 'DateTime', required: true }),
    cancelOnReply: t.boolean(),
    clientKey: t.string({ required: true }),
  }),
});
const UpdateScheduledMessageInput = builder.inputType('UpdateScheduledMessageInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    text: t.string(),
    sendAt: t.field({ type: 'DateTime' }),
    cancelOnReply: t.boolean(),
  }),
});

/** Runs a use case and reads what it made. */
const written = (ctx: GraphqlContext, run: (tenant: TenantContext) => Promise<{ id: string }>) =>
  payload(async () => {
    const tenant = ctx.tenant as TenantContext;
    return (await readScheduledMessages(tenant, [(await run(tenant)).id]))[0] as ScheduledMessageRow;
  });

builder.mutationFields((t) => ({
  scheduleMessage: t.field({
    type: ScheduledMessagePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: ScheduleMessageInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      written(ctx, (tenant) =>
        scheduleMessage(tenant, { ...input, conversationId: rowId('Conversation', input.conversationId) }),
      ),
  }),
  updateScheduledMessage: t.field({
    description: 'Another text or time; what had failed is tried again at its time.',
    type: ScheduledMessagePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: UpdateScheduledMessageInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      written(ctx, (tenant) => updateScheduledMessage(tenant, { ...input, id: rowId('ScheduledMessage', input.id) })),
  }),
  cancelScheduledMessage: t.field({
    type: DeletePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(() => cancelScheduledMessage(ctx.tenant as TenantContext, rowId('ScheduledMessage', input.id))),
  }),
}));
