import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';
import type { OperatingHours } from './hours/operating-hours';

export const CHANNEL_STATES = [
  'NOT_CONNECTED', 'CREATING', 'WAITING_QR', 'WAITING_SCAN', 'CONNECTING', 'CONNECTED', 'RECONNECTING', 'DISCONNECTED', 'LOGGED_OUT', 'FAILED',
] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];
export const AGENT_AUDIENCES = ['TEST_NUMBERS', 'NEW_CONTACTS', 'EVERYONE'] as const;
export type AgentAudience = (typeof AGENT_AUDIENCES)[number];

/** A connected WhatsApp number. Shares its id with its `integration` row, which carries status, name and problem. */
export const ChannelSchema = defineEntity({
  name: 'Channel',
  tableName: 'channel',
  filters: tenantFilter,
  indexes: [
    { name: 'channel_tenant_index', properties: ['tenantId', 'id'] },
    { name: 'channel_check_index', properties: ['checkAt'] },
  ],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    instanceName: p.string().length(80).unique('channel_instance_name_unique'),
    /** The public part of the webhook's address. */
    webhookKey: p.string().length(64).unique('channel_webhook_key_unique'),
    webhookSecretSealed: p.text(),
    state: p.string().length(16).$type<ChannelState>(),
    stateSince: instant(),
    stateReason: p.text().nullable(),
    lastEvidenceAt: instant().nullable(),
    evidence: p.string().length(120).nullable(),
    /** Each press of Connect is an attempt; what an earlier one answers late is ignored. */
    connectAttempt: p.integer().default(0),
    connectRequestedAt: instant().nullable(),
    pairingPhone: p.string().length(20).nullable(),
    /** When the machine looks at this channel again: goes on connecting, proves its state, logs out, deletes. Null: nothing to do. */
    checkAt: instant().nullable(),
    /** When webhook, settings and newest messages at the server are compared with ours again, however busy the channel is. */
    auditAt: instant().nullable(),
    auditedAt: instant().nullable(),
    /** What keeps the channel from working although its phone is linked, or its deletion from ending; a reason's code. */
    trouble: p.text().nullable(),
    /** A member wants the phone unlinked, and that is not done yet. */
    logoutRequestedAt: instant().nullable(),
    /** When a delivery last came in at our door (kept once per half minute). */
    heardAt: instant().nullable(),
    /** Since when we know that Evolution's deliveries do not reach us. */
    unreachableSince: instant().nullable(),
    /** The code to scan now: kept only while it can be scanned. */
    qrCodeSealed: p.text().nullable(),
    qrAttempt: p.integer().default(0),
    qrExpiresAt: instant().nullable(),
    phoneNumber: p.string().length(20).nullable(),
    profileName: p.string().length(200).nullable(),
    profilePictureUrl: p.text().nullable(),
    audience: p.string().length(14).$type<AgentAudience>(),
    testNumbers: p.json<string[]>(),
    groups: p.boolean(),
    /** What an agent writes to different people keeps this distance, a new one each time. */
    pacingMinSeconds: p.integer().default(1),
    pacingMaxSeconds: p.integer().default(3),
    /** The contact sees "typing…" while the agent writes. */
    showTyping: p.boolean().default(true),
    /** Read here is read on the phone: the contact sees it. */
    readReceipts: p.boolean().default(true),
    /** When people answer here; none: always. By the clocks of `timeZone`, or of the tenant's. */
    operatingHours: p.json<OperatingHours[]>().nullable(),
    timeZone: p.string().length(60).nullable(),
    /** What is said to who writes at other times. */
    awayMessage: p.text().nullable(),
    /** Whose its new conversations are. */
    teamId: p.uuid().nullable(),
    /** When this number was first proven connected: who wrote before is not a new contact. */
    firstConnectedAt: instant().nullable(),
    deletedAt: instant().nullable(),
    version: p.integer().default(1),
    createdAt: instant(),
  },
});
export class Channel extends ChannelSchema.class {}
ChannelSchema.setClass(Channel);

/** Each state a channel was in, with the evidence that it rests on. */
export const ChannelStateChangeSchema = defineEntity({
  name: 'ChannelStateChange',
  tableName: 'channel_state_change',
  filters: tenantFilter,
  indexes: [{ name: 'channel_state_change_channel_index', properties: ['tenantId', 'channelId', 'id'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    channelId: p.uuid(),
    state: p.string().length(16).$type<ChannelState>(),
    since: instant(),
    reason: p.text().nullable(),
    evidence: p.string().length(120).nullable(),
    evidenceAt: instant().nullable(),
  },
});
export class ChannelStateChange extends ChannelStateChangeSchema.class {}
ChannelStateChangeSchema.setClass(ChannelStateChange);

/** Chats that the phone had before it was connected, by canonical identity: their people are not new contacts. */
export const PriorChatSchema = defineEntity({
  name: 'PriorChat',
  tableName: 'prior_chat',
  filters: tenantFilter,
  properties: { channelId: p.uuid().primary(), value: p.string().length(120).primary(), tenantId: p.uuid(), seenAt: instant() },
});
export class PriorChat extends PriorChatSchema.class {}
PriorChatSchema.setClass(PriorChat);

/** Deliveries of a channel may have been lost since then: there is one of these until the provider's own list has been read back. */
export const ChannelGapSchema = defineEntity({
  name: 'ChannelGap',
  tableName: 'channel_gap',
  filters: tenantFilter,
  indexes: [{ name: 'channel_gap_due_index', properties: ['dueAt'] }],
  properties: {
    channelId: p.uuid().primary(),
    tenantId: p.uuid(),
    since: instant(),
    dueAt: instant(),
    /** How often something was noticed: what is noticed while the list is read starts the reading over. */
    noticed: p.integer().default(1),
    /** The page of the list, newest first, that comes next. */
    page: p.integer().default(1),
    /** Messages that were found so far. */
    found: p.integer().default(0),
    tries: p.integer().default(0),
    /** Nothing is known to be missing: one page tells whether there is anything to read back. */
    glance: p.boolean().default(false),
  },
});
export class ChannelGap extends ChannelGapSchema.class {}
ChannelGapSchema.setClass(ChannelGap);

/** The Evolution server that a tenant has its channels on, when that is not the operator's. */
export const EvolutionServerSchema = defineEntity({
  name: 'EvolutionServer',
  tableName: 'evolution_server',
  filters: tenantFilter,
  properties: {
    tenantId: p.uuid().primary(),
    /** What the key is sealed for. */
    id: p.uuid(),
    url: p.text(),
    apiKeySealed: p.text(),
    version: p.integer().default(1),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export class EvolutionServer extends EvolutionServerSchema.class {}
EvolutionServerSchema.setClass(EvolutionServer);

export const channelsEntities = [Channel, ChannelStateChange, PriorChat, ChannelGap, EvolutionServer];
