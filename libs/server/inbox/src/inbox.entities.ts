import { defineEntity, p } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';
import { ConversationActivity } from './activity/activity.entity';
import { TeamTurn } from './deal/team-turn.entity';
import { FirstContact, FirstContactDay, NumberCheck } from './first-contact/first-contact.entities';
import { CannedReply } from './canned-reply/canned-reply.entity';
import { Attachment } from './media/attachment.entity';
import { ConversationLabel, Label } from './label/label.entity';
import { ChannelPace } from './outbound/channel-pace.entity';
import { ContactPicture } from './picture/contact-picture.entity';
import { ReadReceipt } from './read-receipt/read-receipt.entity';
import { ScheduledMessage } from './schedule/scheduled-message.entity';
import type { MessageDetail, StoredReaction } from './message/message-detail';

export type { MessageDetail, StoredReaction };

export const CONVERSATION_STATUSES = ['OPEN', 'PENDING', 'SNOOZED', 'CLOSED'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];
export const HANDLERS = ['AGENT', 'HUMAN'] as const;
export type Handler = (typeof HANDLERS)[number];
export const DIRECTIONS = ['INBOUND', 'OUTBOUND'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const MESSAGE_KINDS = [
  'TEXT',
  'IMAGE',
  'VIDEO',
  'AUDIO',
  'DOCUMENT',
  'STICKER',
  'LOCATION',
  'CONTACT_CARD',
  'POLL',
  'BUTTON_REPLY',
  'LIST_REPLY',
  'TEMPLATE',
  'SYSTEM',
  'NOTE',
  'UNSUPPORTED',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
export const MESSAGE_STATUSES = [
  'RECEIVED',
  'QUEUED',
  'SENDING',
  'UNCONFIRMED',
  'SENT',
  'DELIVERED',
  'READ',
  'PLAYED',
  'FAILED',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];
/** PHONE: a person who wrote on the connected phone itself. CHANNEL: nobody, it says so by itself. */
export const AUTHOR_KINDS = ['CONTACT', 'MEMBER', 'AGENT', 'PHONE', 'CHANNEL'] as const;
export type AuthorKind = (typeof AUTHOR_KINDS)[number];

/** The thread with one contact (or group) on one channel. */
export const ConversationSchema = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  filters: tenantFilter,
  uniques: [{ name: 'conversation_contact_unique', properties: ['tenantId', 'channelId', 'contactId'] }],
  indexes: [
    { name: 'conversation_activity_index', properties: ['tenantId', 'lastActivityAt', 'id'] },
    { name: 'conversation_status_index', properties: ['tenantId', 'status', 'lastActivityAt', 'id'] },
    { name: 'conversation_assignee_index', properties: ['tenantId', 'assigneeId', 'lastActivityAt', 'id'] },
    { name: 'conversation_channel_index', properties: ['tenantId', 'channelId', 'lastActivityAt', 'id'] },
    { name: 'conversation_handler_index', properties: ['tenantId', 'handler', 'lastActivityAt', 'id'] },
    {
      name: 'conversation_team_index',
      properties: ['tenantId', 'teamId', 'lastActivityAt', 'id'],
      where: `"team_id" is not null`,
    },
    {
      name: 'conversation_unread_index',
      properties: ['tenantId', 'lastActivityAt', 'id'],
      where: `"unread_count" > 0`,
    },
    { name: 'conversation_contact_index', properties: ['tenantId', 'contactId', 'lastActivityAt', 'id'] },
    {
      name: 'conversation_count_index',
      properties: ['tenantId', 'status', 'assigneeId', 'teamId', 'handler', 'unreadCount'],
      where: `"status" in ('OPEN', 'PENDING')`,
    },
    {
      name: 'conversation_waiting_index',
      properties: ['tenantId', 'teamId', 'lastActivityAt'],
      where: `"team_id" is not null and "assignee_id" is null and "status" = 'OPEN' and "handler" = 'HUMAN'`,
    },
    { name: 'conversation_agent_due_index', properties: ['agentDueAt'] },
    { name: 'conversation_away_due_index', properties: ['awayDueAt'], where: `"away_due_at" is not null` },
    { name: 'conversation_snoozed_index', properties: ['snoozedUntil'], where: `"status" = 'SNOOZED'` },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    channelId: p.uuid(),
    contactId: p.uuid(),
    /** Where replies go: the jid that the contact last wrote from. */
    remoteJid: p.string().length(120),
    isGroup: p.boolean(),
    status: p.string().length(8).$type<ConversationStatus>(),
    handler: p.string().length(6).$type<Handler>(),
    agentId: p.uuid().nullable(),
    assigneeId: p.uuid().nullable(),
    teamId: p.uuid().nullable(),
    unreadCount: p.integer().default(0),
    labels: p.json<string[]>(),
    snoozedUntil: instant().nullable(),
    lastMessageId: p.uuid().nullable(),
    /** Sort key of the last message: a message that comes late does not become the last one. */
    lastMessageKey: p.string().length(60).nullable(),
    lastActivityAt: instant(),
    lastInboundAt: instant().nullable(),
    /** Sort key of the newest inbound message, and of the newest one that the agent has answered (its watermark). */
    lastInboundKey: p.string().length(60).nullable(),
    agentAnsweredKey: p.string().length(60).nullable(),
    /** When the agent shall look at the newest inbound messages; null: nothing to answer. */
    agentDueAt: instant().nullable(),
    /** When the contact, who wrote while it is closed, is told so; null: there is nothing to tell. */
    awayDueAt: instant().nullable(),
    /** Why people have it, shown to them: HANDOFF, TAKEN_OVER, PHONE_OWNER, NO_MODEL, LOOP_GUARD, OUTCOME_UNKNOWN … */
    handoffReason: p.string().length(40).nullable(),
    version: p.integer().default(1),
    createdAt: instant(),
  },
});
export class Conversation extends ConversationSchema.class {}
ConversationSchema.setClass(Conversation);

/** Lists of one label are in the order of activity, too. */
ConversationSchema.addHook('afterUpdate', async ({ entity, em, changeSet }) => {
  if (!changeSet?.payload.lastActivityAt || entity.labels.length === 0) return;
  await (em as SqlEntityManager).execute(
    `update conversation_label set last_activity_at = ? where conversation_id = ? and tenant_id = ?`,
    [entity.lastActivityAt.getTime(), entity.id, entity.tenantId],
    'run',
  );
});

export const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  filters: tenantFilter,
  uniques: [
    { name: 'message_client_key_unique', properties: ['tenantId', 'clientKey'] },
    { name: 'message_provider_id_unique', properties: ['tenantId', 'channelId', 'providerId'] },
  ],
  indexes: [
    { name: 'message_timeline_index', properties: ['tenantId', 'conversationId', 'sortKey'] },
    {
      name: 'message_outgoing_index',
      properties: ['tenantId', 'conversationId', 'sortKey'],
      where: `"status" in ('QUEUED', 'SENDING', 'UNCONFIRMED')`,
    },
    {
      name: 'message_ad_index',
      properties: ['tenantId', 'conversationId', 'sortKey'],
      where: `"by_ad" = true`,
    },
    {
      name: 'message_unread_index',
      properties: ['tenantId', 'conversationId', 'sortKey'],
      where: `"direction" = 'INBOUND' and "read_at" is null`,
    },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    conversationId: p.uuid(),
    channelId: p.uuid(),
    direction: p.string().length(8).$type<Direction>(),
    kind: p.string().length(12).$type<MessageKind>(),
    status: p.string().length(12).$type<MessageStatus>(),
    text: p.text().nullable(),
    authorKind: p.string().length(8).$type<AuthorKind>(),
    authorId: p.uuid().nullable(),
    /** Makes a send idempotent: the client's key, or the agent's watermark. */
    clientKey: p.string().length(120).nullable(),
    providerId: p.string().length(120).nullable(),
    /** The chat in which the provider has it; null: the conversation's. It can differ from where replies go by now. */
    remoteJid: p.string().length(120).nullable(),
    /** Orders the thread: provider time, then arrival. */
    sortKey: p.string().length(60),
    sentAt: instant(),
    deliveredAt: instant().nullable(),
    /** Outgoing: read by the contact. Incoming: read by the team, here or on the phone. */
    readAt: instant().nullable(),
    /** Incoming: when the phone was to be told that it is read, by the team or by the agent, who leaves it unread for people. */
    toldReadAt: instant().nullable(),
    editedAt: instant().nullable(),
    deletedAt: instant().nullable(),
    failureCode: p.string().length(40).nullable(),
    failureMessage: p.text().nullable(),
    failureRetryable: p.boolean().nullable(),
    /** What this answers, by the provider's id: the quoted message may come later, or never. */
    replyToProviderId: p.string().length(120).nullable(),
    detail: p.json<MessageDetail>().nullable(),
    /** It came by an advertisement, which `detail` names. */
    byAd: p.boolean().default(false),
    agentRunId: p.uuid().nullable(),
    queuedAt: instant().nullable(),
    /** Not to be sent before: the wait after a failed try. */
    sendAfter: instant().nullable(),
    sendAttempts: p.integer().default(0),
    sendingAt: instant().nullable(),
    createdAt: instant(),
  },
});
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);

/**
 * What is known of a provider's message, whether or not the message itself has come: it, its acknowledgements, edits,
 * deletion and reactions all take this row first, so that no order loses any of them.
 */
export const MessageAckSchema = defineEntity({
  name: 'MessageAck',
  tableName: 'message_ack',
  filters: tenantFilter,
  properties: {
    tenantId: p.uuid().primary(),
    channelId: p.uuid().primary(),
    providerId: p.string().length(120).primary(),
    status: p.string().length(12).nullable().$type<MessageStatus | null>(),
    deliveredAt: instant().nullable(),
    readAt: instant().nullable(),
    editedText: p.text().nullable(),
    editedAt: instant().nullable(),
    deletedAt: instant().nullable(),
    reactions: p.json<StoredReaction[]>().nullable(),
    seenAt: instant(),
  },
});
export class MessageAck extends MessageAckSchema.class {}
MessageAckSchema.setClass(MessageAck);

export const ACT_KINDS = ['EDIT', 'DELETE', 'REACT'] as const;
export type ActKind = (typeof ACT_KINDS)[number];
export const ACT_STATUSES = ['QUEUED', 'SENDING', 'UNCONFIRMED', 'FAILED'] as const;
export type ActStatus = (typeof ACT_STATUSES)[number];

/**
 * What a member asked to be done to a message: there until it is done, and with a reason when it cannot be. Never done
 * blindly twice: one whose call has an unknown outcome is settled by what the provider tells, or by a person.
 */
export const MessageActSchema = defineEntity({
  name: 'MessageAct',
  tableName: 'message_act',
  filters: tenantFilter,
  indexes: [
    { name: 'message_act_message_index', properties: ['tenantId', 'messageId', 'id'] },
    { name: 'message_act_conversation_index', properties: ['tenantId', 'conversationId', 'id'] },
    { name: 'message_act_due_index', properties: ['dueAt'], where: `"status" <> 'FAILED'` },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    conversationId: p.uuid(),
    messageId: p.uuid(),
    memberId: p.uuid(),
    kind: p.string().length(8).$type<ActKind>(),
    /** The new text, or the emoji; an empty one takes the reaction back. */
    content: p.text().nullable(),
    status: p.string().length(12).$type<ActStatus>(),
    /** When the job shall look at it next. */
    dueAt: instant(),
    /** From then on WhatsApp would not take it, or nobody would understand it. */
    expiresAt: instant(),
    attempts: p.integer().default(0),
    sendingAt: instant().nullable(),
    failureCode: p.string().length(40).nullable(),
    failureMessage: p.text().nullable(),
    createdAt: instant(),
  },
});
export class MessageAct extends MessageActSchema.class {}
MessageActSchema.setClass(MessageAct);

export const inboxEntities = [
  Conversation,
  Message,
  MessageAck,
  MessageAct,
  Attachment,
  ChannelPace,
  ReadReceipt,
  FirstContact,
  FirstContactDay,
  NumberCheck,
  ContactPicture,
  Label,
  ConversationLabel,
  ConversationActivity,
  TeamTurn,
  CannedReply,
  ScheduledMessage,
];
