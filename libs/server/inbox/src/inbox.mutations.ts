import {
  builder,
  globalId,
  IdInput,
  newId,
  payload,
  payloadType,
  rowId,
  StaleProblem,
  tryRowId,
  UserErrorType,
  UserProblem,
  type GraphqlContext,
  type Payload,
  type TenantContext,
  type UserError,
} from '@prosa/server/platform';
import { deleteMessage, editMessage, reactToMessage } from './act/ask-act';
import { ConversationPayload } from './conversation/conversation-payload';
import { ConversationRef } from './conversation/conversation.graphql';
import { readConversations, type ConversationRow } from './conversation/conversation.read';
import { markConversationRead } from './conversation/mark-conversation-read';
import { markConversationUnread } from './conversation/mark-conversation-unread';
import { returnConversationToAgent, type IsAgentActive } from './conversation/return-conversation-to-agent';
import { takeOverConversation } from './conversation/take-over-conversation';
import { transferConversation } from './conversation/transfer-conversation';
import { updateConversation } from './conversation/update-conversation';
import { updateConversations } from './conversation/update-conversations';
import { ConversationStatusEnum } from './inbox.enums';
import { readMessages, type MessageRow } from './message/message.read';
import { MessageRef } from './message/message.refs';
import { writeNote } from './note/write-note';
import { cancelMessage } from './outbound/cancel-message';
import { retryMessage } from './outbound/retry-message';
import { sendMessage } from './outbound/send-message';
import { sendScheduledMessage } from './schedule/send-scheduled';

const MessagePayload = payloadType<MessageRow>('MessagePayload', 'message', MessageRef as never);

/** Runs a use case on a conversation, and reads what it made of it: null when it went out of the caller's sight by that. */
const changed = (ctx: GraphqlContext, run: (tenant: TenantContext) => Promise<{ id: string }>) =>
  payload(async () => {
    const tenant = ctx.tenant as TenantContext;
    const read = async (id: string) => (await readConversations(tenant, [id]))[0] as ConversationRow;
    try {
      return await read((await run(tenant)).id);
    } catch (error) {
      if (!(error instanceof StaleProblem)) throw error;
      throw new StaleProblem(await read((error.current as { id: string }).id));
    }
  });

const written = (ctx: GraphqlContext, run: (tenant: TenantContext) => Promise<{ id: string }>) =>
  payload(async () => {
    const tenant = ctx.tenant as TenantContext;
    return (await readMessages(tenant, [(await run(tenant)).id]))[0] as MessageRow;
  });

const AttachmentInput = builder.inputType('AttachmentInput', {
  description: 'A file put to `Upload.url`; `voice` sends audio as a voice note.',
  fields: (t) => ({ uploadId: t.id({ required: true }), caption: t.string(), voice: t.boolean() }),
});
const LocationInput = builder.inputType('LocationInput', {
  fields: (t) => ({
    latitude: t.float({ required: true }),
    longitude: t.float({ required: true }),
    name: t.string(),
    address: t.string(),
  }),
});
const ContactCardInput = builder.inputType('ContactCardInput', {
  description: 'A contact, or a name and a phone number.',
  fields: (t) => ({ contactId: t.id(), name: t.string(), phone: t.field({ type: 'PhoneNumber' }) }),
});
const SendMessageInput = builder.inputType('SendMessageInput', {
  fields: (t) => ({
    conversationId: t.id({ required: true }),
    text: t.string(),
    attachment: t.field({ type: AttachmentInput }),
    location: t.field({ type: LocationInput }),
    contactCards: t.field({ type: [ContactCardInput] }),
    replyToId: t.id(),
    note: t.boolean({ description: 'For the team alone: it is never sent, and the agent does not read it.' }),
    mentionedMemberIds: t.idList({ description: 'Of a note: whom its text names.' }),
    undoSeconds: t.int({
      description: 'It waits so long before it goes, for `cancelMessage`: up to 30. Absent: it goes at once.',
    }),
    clientKey: t.string({ required: true }),
  }),
});
const EditMessageInput = builder.inputType('EditMessageInput', {
  fields: (t) => ({ id: t.id({ required: true }), text: t.string({ required: true }) }),
});
const ReactToMessageInput = builder.inputType('ReactToMessageInput', {
  fields: (t) => ({ id: t.id({ required: true }), emoji: t.string() }),
});
const MarkConversationReadInput = builder.inputType('MarkConversationReadInput', {
  fields: (t) => ({ id: t.id({ required: true }), upToMessageId: t.id() }),
});
const UpdateConversationInput = builder.inputType('UpdateConversationInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    expectedVersion: t.int(),
    status: t.field({ type: ConversationStatusEnum }),
    assigneeId: t.id(),
    teamId: t.id(),
    labels: t.stringList(),
    snoozedUntil: t.field({
      type: 'DateTime',
      description: 'Null with the status SNOOZED: until the contact writes.',
    }),
    unreadCount: t.int({ description: "So many of the contact's newest messages are unread; 0: it has been read." }),
  }),
});
const UpdateConversationsInput = builder.inputType('UpdateConversationsInput', {
  fields: (t) => ({ items: t.field({ type: [UpdateConversationInput], required: true }) }),
});
const TransferConversationInput = builder.inputType('TransferConversationInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    expectedVersion: t.int(),
    assigneeId: t.id(),
    teamId: t.id(),
    note: t.string({ description: 'For whoever gets it; shown in the thread, never sent.' }),
  }),
});
const ConversationOutcome = builder
  .objectRef<{ id: string; conversation: ConversationRow | null; userErrors: UserError[] }>('ConversationOutcome')
  .implement({
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalId('Conversation', id) }),
      conversation: t.field({
        type: ConversationRef,
        nullable: true,
        description: 'As it is now; null when it was refused (but for STALE), or went out of sight by this.',
        resolve: ({ conversation }) => conversation,
      }),
      userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
    }),
  });
const ConversationsPayload = builder
  .objectRef<Payload<{ id: string; conversation: ConversationRow | null; userErrors: UserError[] }[]>>(
    'ConversationsPayload',
  )
  .implement({
    fields: (t) => ({
      outcomes: t.field({
        description: 'What became of each, in the order asked for.',
        type: [ConversationOutcome],
        resolve: ({ value }) => value ?? [],
      }),
      userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
    }),
  });

/** An id that names nothing refuses its own row, not the others. */
async function changeMany(ctx: GraphqlContext, items: readonly ItemInput[]) {
  const tenant = ctx.tenant as TenantContext;
  const known = items.map((item) => ({ item, id: tryRowId('Conversation', item.id) ?? newId() }));
  const outcomes = await updateConversations(
    tenant,
    known.map(({ item, id }) => ({
      ...item,
      id,
      assigneeId: optionalId('Member', item.assigneeId, 'assigneeId'),
      teamId: optionalId('Team', item.teamId, 'teamId'),
    })),
  );
  const now = new Map(
    (
      await readConversations(
        tenant,
        outcomes.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  return outcomes.map(({ id, problem }) => ({
    id,
    // Of one that was refused, only what it is now by somebody else's doing is news.
    conversation: problem && !(problem instanceof StaleProblem) ? null : (now.get(id) ?? null),
    userErrors: problem ? [{ code: problem.code, message: problem.message, path: problem.path }] : [],
  }));
}
type ItemInput = typeof UpdateConversationInput.$inferInput;

/** Absent stays absent, null clears; an id of another kind is as unknown as one that was never given out. */
function optionalId(type: string, id: string | null | undefined, field: string): string | null | undefined {
  if (id == null) return id;
  try {
    return rowId(type, id);
  } catch {
    throw new UserProblem(`${type.toUpperCase()}_NOT_FOUND`, `No such ${type.toLowerCase()}.`, [field]);
  }
}

/** The agent's own domain says whether one may be given conversations; the composition root hands it in before the first request. */
let isAgentActive: IsAgentActive = async () => false;
export const setIsAgentActive = (ask: IsAgentActive): void => void (isAgentActive = ask);

builder.mutationFields((t) => ({
  sendMessage: t.field({
    type: MessagePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: SendMessageInput, required: true }) },
    resolve: (_root, { input: { note, mentionedMemberIds, ...input } }, ctx) =>
      written(ctx, (tenant) => {
        if (note)
          return writeNote(tenant, {
            ...input,
            conversationId: rowId('Conversation', input.conversationId),
            mentionedMemberIds: (mentionedMemberIds ?? []).map(
              (id) => optionalId('Member', id, 'mentionedMemberIds') as string,
            ),
          });
        if (mentionedMemberIds?.length)
          throw new UserProblem('NOT_A_NOTE', 'Only notes mention members.', ['mentionedMemberIds']);
        return sendMessage(tenant, {
          ...input,
          conversationId: rowId('Conversation', input.conversationId),
          replyToId: optionalId('Message', input.replyToId, 'replyToId'),
          attachment: input.attachment && {
            ...input.attachment,
            uploadId: optionalId('Upload', input.attachment.uploadId, 'attachment') as string,
          },
          contactCards: input.contactCards?.map((card) => ({
            ...card,
            contactId: optionalId('Contact', card.contactId, 'contactCards'),
          })),
        });
      }),
  }),
  editMessage: t.field({
    type: MessagePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: EditMessageInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      written(ctx, (tenant) => editMessage(tenant, { ...input, id: rowId('Message', input.id) })),
  }),
  deleteMessage: t.field({
    description: 'For everyone, on the phones too.',
    type: MessagePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) => written(ctx, (tenant) => deleteMessage(tenant, rowId('Message', input.id))),
  }),
  reactToMessage: t.field({
    description: 'One emoji; null takes it back.',
    type: MessagePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: ReactToMessageInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      written(ctx, (tenant) => reactToMessage(tenant, { ...input, id: rowId('Message', input.id) })),
  }),
  cancelMessage: t.field({
    description:
      "Takes back one's own message that has not left yet: it is gone, and the conversation as it is without it.",
    type: ConversationPayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) => changed(ctx, (tenant) => cancelMessage(tenant, rowId('Message', input.id))),
  }),
  sendScheduledMessage: t.field({
    description: 'Before its time, in the name of who says so.',
    type: MessagePayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      written(ctx, (tenant) => sendScheduledMessage(tenant, rowId('ScheduledMessage', input.id))),
  }),
  retryMessage: t.field({
    type: MessagePayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) => written(ctx, (tenant) => retryMessage(tenant, rowId('Message', input.id))),
  }),
  markConversationRead: t.field({
    type: ConversationPayload,
    authScopes: { right: 'inbox:read' },
    args: { input: t.arg({ type: MarkConversationReadInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) =>
        markConversationRead(tenant, {
          id: rowId('Conversation', input.id),
          upToMessageId: optionalId('Message', input.upToMessageId, 'upToMessageId') ?? null,
        }),
      ),
  }),
  updateConversation: t.field({
    type: ConversationPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: UpdateConversationInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) =>
        updateConversation(tenant, {
          ...input,
          id: rowId('Conversation', input.id),
          assigneeId: optionalId('Member', input.assigneeId, 'assigneeId'),
          teamId: optionalId('Team', input.teamId, 'teamId'),
        }),
      ),
  }),
  updateConversations: t.field({
    description: 'Up to 100 in one commit. One that is refused leaves the others be: what became of each is told.',
    type: ConversationsPayload,
    authScopes: { right: 'inbox:reply' },
    complexity: 100,
    args: { input: t.arg({ type: UpdateConversationsInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(() => changeMany(ctx, input.items)),
  }),
  transferConversation: t.field({
    description: 'Gives it to another member or team, with a note. From then on people answer it.',
    type: ConversationPayload,
    authScopes: { right: 'inbox:assign' },
    args: { input: t.arg({ type: TransferConversationInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) =>
        transferConversation(tenant, {
          ...input,
          id: rowId('Conversation', input.id),
          assigneeId: optionalId('Member', input.assigneeId, 'assigneeId'),
          teamId: optionalId('Team', input.teamId, 'teamId'),
        }),
      ),
  }),
  markConversationUnread: t.field({
    type: ConversationPayload,
    authScopes: { right: 'inbox:read' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) => markConversationUnread(tenant, rowId('Conversation', input.id))),
  }),
  takeOverConversation: t.field({
    type: ConversationPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) => takeOverConversation(tenant, rowId('Conversation', input.id))),
  }),
  returnConversationToAgent: t.field({
    type: ConversationPayload,
    authScopes: { right: 'inbox:reply' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      changed(ctx, (tenant) => returnConversationToAgent(tenant, rowId('Conversation', input.id), isAgentActive)),
  }),
}));
