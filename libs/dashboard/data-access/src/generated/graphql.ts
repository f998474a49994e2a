/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@apollo/client';
export type AcceptInvitationInput = {
  /** For whoever has a login with a second factor. */
  code?: string | null | undefined;
  name: string;
  password: string;
  token: string;
};

export type AgentAudience =
  | 'EVERYONE'
  | 'NEW_CONTACTS'
  | 'TEST_NUMBERS';

export type AgentConfigInput = {
  audience?: string | null | undefined;
  business?: string | null | undefined;
  goal?: string | null | undefined;
  handoffRules?: string | null | undefined;
  language?: string | null | undefined;
  maxRepliesPerConversation?: number | null | undefined;
  model?: string | null | undefined;
  monthlyBudget?: MoneyInput | null | undefined;
  offer?: string | null | undefined;
  operatingHours?: Array<OperatingHoursInput> | null | undefined;
  persona?: string | null | undefined;
  policies?: string | null | undefined;
  questions?: Array<string> | null | undefined;
};

export type AgentStatus =
  | 'ACTIVE'
  | 'DRAFT'
  | 'PAUSED';

export type AgentType =
  | 'SCHEDULER'
  | 'SDR'
  | 'SPECIALIST'
  | 'SUPPORT';

export type ApiScope =
  | 'ADMIN'
  | 'MANAGE_INTEGRATIONS'
  | 'READ'
  | 'SEND_MESSAGES'
  | 'WRITE';

/** A file put to `Upload.url`; `voice` sends audio as a voice note. */
export type AttachmentInput = {
  caption?: string | null | undefined;
  uploadId: string;
  voice?: boolean | null | undefined;
};

export type AttachmentState =
  | 'FAILED'
  | 'PENDING'
  | 'READY';

export type Availability =
  | 'BUSY'
  | 'OFFLINE'
  | 'ONLINE';

export type BindChannelInput = {
  agentId?: string | null | undefined;
  channelId: string;
};

/** What is left out stays, null clears. */
export type BusinessHoursInput = {
  awayMessage?: string | null | undefined;
  hours?: Array<OperatingHoursInput> | null | undefined;
  timeZone?: string | null | undefined;
};

export type ChannelCapability =
  | 'DELETE'
  | 'EDIT'
  | 'GROUPS'
  | 'PAIRING_CODE'
  | 'QR_CODE'
  | 'REACT'
  | 'REPLY_WINDOW'
  | 'TEMPLATES'
  | 'TYPING';

export type ChannelPacingInput = {
  maxSeconds?: number | null | undefined;
  minSeconds?: number | null | undefined;
  typing?: boolean | null | undefined;
};

export type ChannelState =
  | 'CONNECTED'
  | 'CONNECTING'
  | 'CREATING'
  | 'DISCONNECTED'
  | 'FAILED'
  | 'LOGGED_OUT'
  | 'NOT_CONNECTED'
  | 'RECONNECTING'
  | 'WAITING_QR'
  | 'WAITING_SCAN';

export type ConfirmSecondFactorInput = {
  code: string;
};

export type ConnectEvolutionForAgentInput = {
  agentId: string;
  displayName?: string | null | undefined;
  pairingPhone?: string | null | undefined;
};

/** A contact, or a name and a phone number. */
export type ContactCardInput = {
  contactId?: string | null | undefined;
  name?: string | null | undefined;
  phone?: string | null | undefined;
};

export type ContactIdentityKind =
  | 'GROUP'
  | 'LID'
  | 'PHONE';

/** LEARNT: WhatsApp named the two as one person. MEMBER: somebody of the team said so. */
export type ContactMergeCause =
  | 'LEARNT'
  | 'MEMBER';

/** The worst first: a name is replaced only by one that comes from as good a source or a better one. MEMBER: somebody of the team typed it. */
export type ContactNameSource =
  | 'MEMBER'
  | 'NONE'
  | 'PHONE_NUMBER'
  | 'WHATSAPP';

export type ConversationActivityKind =
  | 'ASSIGNED'
  | 'CLOSED'
  | 'HANDED_OFF'
  | 'LABELLED'
  | 'REOPENED'
  | 'RETURNED_TO_AGENT'
  | 'SET_PENDING'
  | 'SNOOZED'
  | 'TAKEN_OVER'
  | 'TEAM_CHANGED'
  | 'UNASSIGNED'
  | 'WOKEN';

export type ConversationFilter = {
  assigneeId?: string | null | undefined;
  channelId?: string | null | undefined;
  handler?: Handler | null | undefined;
  label?: string | null | undefined;
  status?: Array<ConversationStatus> | null | undefined;
  teamId?: string | null | undefined;
  unassigned?: boolean | null | undefined;
  unread?: boolean | null | undefined;
};

export type ConversationStatus =
  | 'CLOSED'
  | 'OPEN'
  | 'PENDING'
  | 'SNOOZED';

export type CreateApiKeyInput = {
  expiresAt?: string | null | undefined;
  name: string;
  scopes: Array<ApiScope>;
};

export type CreateUploadInput = {
  fileName: string;
  mimeType: string;
  size: number;
};

export type Direction =
  | 'INBOUND'
  | 'OUTBOUND';

export type EditMessageInput = {
  id: string;
  text: string;
};

export type EventType =
  | 'ACCOUNT_CHANGED'
  | 'ACCOUNT_CREATED'
  | 'ACCOUNT_DELETED'
  | 'ACTIVITY_ADDED'
  | 'AGENT_CHANGED'
  | 'AGENT_DELETED'
  | 'AGENT_RUN_FINISHED'
  | 'CAMPAIGN_CHANGED'
  | 'CHANNEL_CHANGED'
  | 'CHANNEL_CONNECTION_CHANGED'
  | 'CHANNEL_DELETED'
  | 'CHANNEL_REMOVAL_CHANGED'
  /** At least once a minute on `events`, so that a filtered cursor never grows stale. */
  | 'CHECKPOINT'
  | 'CONTACTS_MERGED'
  | 'CONTACT_CHANGED'
  | 'CONTACT_CREATED'
  | 'CONTACT_DELETED'
  | 'CONVERSATION_CHANGED'
  | 'CONVERSATION_CREATED'
  | 'CONVERSATION_DELETED'
  | 'EVOLUTION_SERVER_CHANGED'
  | 'HANDOFF_REQUESTED'
  | 'IMPORT_FINISHED'
  | 'INTEGRATION_CHANGED'
  | 'JOB_DEAD'
  | 'LABEL_CHANGED'
  | 'LABEL_DELETED'
  | 'LEAD_CHANGED'
  | 'LEAD_CREATED'
  | 'LEAD_DELETED'
  | 'MEETING_BOOKED'
  | 'MEETING_CHANGED'
  | 'MEMBER_CHANGED'
  | 'MESSAGE_DELETED'
  | 'MESSAGE_EDITED'
  | 'MESSAGE_REACTED'
  | 'MESSAGE_RECEIVED'
  | 'MESSAGE_SENT'
  | 'MESSAGE_STATUS_CHANGED'
  | 'NOTIFICATION_CHANGED'
  | 'NOTIFICATION_CREATED'
  | 'OPPORTUNITY_CHANGED'
  | 'OPPORTUNITY_CREATED'
  | 'OPPORTUNITY_DELETED'
  | 'PIPELINE_CHANGED'
  | 'SYNC_FINISHED'
  | 'TASK_CHANGED'
  | 'TASK_CREATED'
  | 'TASK_DELETED'
  | 'TEAM_CHANGED';

export type Handler =
  | 'AGENT'
  | 'HUMAN';

export type IdInput = {
  id: string;
};

export type IdsInput = {
  ids: Array<string>;
};

export type IntegrationProvider =
  | 'EVOLUTION'
  | 'GOOGLE_CALENDAR'
  | 'HUBSPOT'
  | 'KOMMO'
  | 'PIPEDRIVE';

export type IntegrationStatus =
  | 'ACTION_NEEDED'
  | 'CONNECTED'
  | 'CONNECTING'
  | 'DEGRADED'
  | 'DISCONNECTED'
  | 'FAILED'
  | 'NOT_CONNECTED';

/** Whether the link went out by e-mail; NONE where e-mail is not set up. */
export type InvitationMail =
  | 'FAILED'
  | 'NONE'
  | 'SENT'
  | 'WAITING';

export type InviteMemberInput = {
  email: string;
  role: Role;
  teamIds?: Array<string> | null | undefined;
  /** ALL unless said. */
  visibility?: Visibility | null | undefined;
};

export type LabelColour =
  | 'BLUE'
  | 'GREEN'
  | 'GREY'
  | 'ORANGE'
  | 'PINK'
  | 'RED'
  | 'TEAL'
  | 'VIOLET'
  | 'YELLOW';

export type LocationInput = {
  address?: string | null | undefined;
  latitude: number;
  longitude: number;
  name?: string | null | undefined;
};

export type LoginInput = {
  code?: string | null | undefined;
  email: string;
  password: string;
};

export type MarkConversationReadInput = {
  id: string;
  upToMessageId?: string | null | undefined;
};

export type MergeContactsInput = {
  keepId: string;
  mergeIds: Array<string>;
};

export type MessageActKind =
  | 'DELETE'
  | 'EDIT'
  | 'REACT';

export type MessageKind =
  | 'AUDIO'
  | 'BUTTON_REPLY'
  | 'CONTACT_CARD'
  | 'DOCUMENT'
  | 'IMAGE'
  | 'LIST_REPLY'
  | 'LOCATION'
  | 'NOTE'
  | 'POLL'
  | 'STICKER'
  | 'SYSTEM'
  | 'TEMPLATE'
  | 'TEXT'
  | 'UNSUPPORTED'
  | 'VIDEO';

/** UNCONFIRMED: handed over, outcome unknown; settled by the provider's echo or by a person, never by sending again. */
export type MessageStatus =
  | 'DELIVERED'
  | 'FAILED'
  | 'PLAYED'
  | 'QUEUED'
  | 'READ'
  | 'RECEIVED'
  | 'SENDING'
  | 'SENT'
  | 'UNCONFIRMED';

export type MoneyInput = {
  amount: string;
  currency?: string | null | undefined;
};

export type NotificationKind =
  /** A conversation became mine. */
  | 'ASSIGNED'
  /** A number no longer works, for those who look after numbers. */
  | 'CHANNEL_LOST'
  /** An agent asks for a person. */
  | 'HANDOFF'
  /** I am named in a note. */
  | 'MENTIONED'
  /** In a conversation of mine. */
  | 'MESSAGE'
  /** Somebody waits in a conversation of nobody, of my team or of all. */
  | 'NEW_CONVERSATION';

export type NotificationWaysInput = {
  inApp?: boolean | null | undefined;
  kind: NotificationKind;
  push?: boolean | null | undefined;
  sound?: boolean | null | undefined;
};

export type OperatingHoursInput = {
  from: string;
  to: string;
  weekday: number;
};

/** KEYWORD: they wrote a word that asks for it. MEMBER: somebody of the team noted it. */
export type OptOutReason =
  | 'KEYWORD'
  | 'MEMBER';

export type ReactToMessageInput = {
  emoji?: string | null | undefined;
  id: string;
};

export type RegisterInput = {
  email: string;
  locale?: string | null | undefined;
  name: string;
  password: string;
  tenantName: string;
  timeZone?: string | null | undefined;
};

export type RemovePushSubscriptionInput = {
  endpoint: string;
};

export type RequestPasswordResetInput = {
  email: string;
};

export type ResetPasswordInput = {
  code?: string | null | undefined;
  password: string;
  token: string;
};

export type Role =
  | 'ADMIN'
  | 'MANAGER'
  | 'OWNER'
  | 'REP'
  | 'VIEWER';

export type SaveAgentInput = {
  clientKey?: string | null | undefined;
  config?: AgentConfigInput | null | undefined;
  expectedVersion?: number | null | undefined;
  id?: string | null | undefined;
  name?: string | null | undefined;
  tools?: Array<string> | null | undefined;
  type?: AgentType | null | undefined;
};

export type SaveCannedReplyInput = {
  id?: string | null | undefined;
  shared: boolean;
  shortcut: string;
  text: string;
};

export type SaveContactInput = {
  expectedVersion?: number | null | undefined;
  id: string;
  name?: string | null | undefined;
};

export type SaveEvolutionServerInput = {
  apiKey: string;
  url: string;
};

export type SaveLabelInput = {
  colour?: LabelColour | null | undefined;
  id?: string | null | undefined;
  name?: string | null | undefined;
};

/** What is absent stays as it is. */
export type SaveNotificationSettingsInput = {
  hideText?: boolean | null | undefined;
  kinds?: Array<NotificationWaysInput> | null | undefined;
};

/** A browser's `PushSubscription`. */
export type SavePushSubscriptionInput = {
  auth: string;
  endpoint: string;
  p256dh: string;
};

export type SaveTeamInput = {
  assignment?: TeamAssignment | null | undefined;
  /** null: no limit. */
  capacity?: number | null | undefined;
  id?: string | null | undefined;
  memberIds: Array<string>;
  name: string;
};

export type ScheduleMessageInput = {
  cancelOnReply?: boolean | null | undefined;
  clientKey: string;
  conversationId: string;
  sendAt: string;
  text: string;
};

export type SecondFactorProofInput = {
  code: string;
  password: string;
};

export type SendMessageInput = {
  attachment?: AttachmentInput | null | undefined;
  clientKey: string;
  contactCards?: Array<ContactCardInput> | null | undefined;
  conversationId: string;
  location?: LocationInput | null | undefined;
  /** Of a note: whom its text names. */
  mentionedMemberIds?: Array<string> | null | undefined;
  /** For the team alone: it is never sent, and the agent does not read it. */
  note?: boolean | null | undefined;
  replyToId?: string | null | undefined;
  text?: string | null | undefined;
  /** It waits so long before it goes, for `cancelMessage`: up to 30. Absent: it goes at once. */
  undoSeconds?: number | null | undefined;
};

export type SetAgentStatusInput = {
  id: string;
  status: AgentStatus;
};

export type SetContactOptOutInput = {
  id: string;
  optedOut: boolean;
};

export type SetTypingInput = {
  conversationId: string;
  typing: boolean;
};

/** Takes identities out of a contact into one of their own, undoing a wrong merge. */
export type SplitContactInput = {
  id: string;
  /** Instead of numbers: one of its `merges`. */
  mergeId?: string | null | undefined;
  phones?: Array<string> | null | undefined;
};

export type StartConversationInput = {
  channelId: string;
  clientKey: string;
  name?: string | null | undefined;
  phone: string;
  text: string;
};

export type StartSecondFactorInput = {
  password: string;
};

export type SwitchTenantInput = {
  tenantId: string;
};

/** RINGING until more is told. MISSED and DECLINED count as unread; a call that was hung up and nobody is known to have answered is MISSED. */
export type SystemCode =
  | 'CALL_ANSWERED_VIDEO'
  | 'CALL_ANSWERED_VOICE'
  | 'CALL_DECLINED_VIDEO'
  | 'CALL_DECLINED_VOICE'
  | 'CALL_MISSED_VIDEO'
  | 'CALL_MISSED_VOICE'
  | 'CALL_RINGING_VIDEO'
  | 'CALL_RINGING_VOICE';

export type TeamAssignment =
  | 'MANUAL'
  | 'ROUND_ROBIN';

export type TransferConversationInput = {
  assigneeId?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  id: string;
  /** For whoever gets it; shown in the thread, never sent. */
  note?: string | null | undefined;
  teamId?: string | null | undefined;
};

export type UpdateChannelInput = {
  audience?: AgentAudience | null | undefined;
  businessHours?: BusinessHoursInput | null | undefined;
  displayName?: string | null | undefined;
  groups?: boolean | null | undefined;
  id: string;
  pacing?: ChannelPacingInput | null | undefined;
  readReceipts?: boolean | null | undefined;
  /** Null: new conversations are nobody's. */
  teamId?: string | null | undefined;
  testNumbers?: Array<string> | null | undefined;
};

export type UpdateConversationInput = {
  assigneeId?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  id: string;
  labels?: Array<string> | null | undefined;
  /** Null with the status SNOOZED: until the contact writes. */
  snoozedUntil?: string | null | undefined;
  status?: ConversationStatus | null | undefined;
  teamId?: string | null | undefined;
  /** So many of the contact's newest messages are unread; 0: it has been read. */
  unreadCount?: number | null | undefined;
};

export type UpdateConversationsInput = {
  items: Array<UpdateConversationInput>;
};

export type UpdateMemberInput = {
  active?: boolean | null | undefined;
  availability?: Availability | null | undefined;
  id: string;
  role?: Role | null | undefined;
  teamIds?: Array<string> | null | undefined;
  visibility?: Visibility | null | undefined;
};

export type UpdateProfileInput = {
  currentPassword?: string | null | undefined;
  locale?: string | null | undefined;
  name?: string | null | undefined;
  newPassword?: string | null | undefined;
};

export type UpdateScheduledMessageInput = {
  cancelOnReply?: boolean | null | undefined;
  id: string;
  sendAt?: string | null | undefined;
  text?: string | null | undefined;
};

/** Which contacts, conversations, leads and opportunities a member sees: all, those of their teams and unassigned ones, or their own. */
export type Visibility =
  | 'ALL'
  | 'OWN'
  | 'TEAM';

export type SetupQueryVariables = Exact<{ [key: string]: never; }>;


export type SetupQuery = { eventCursor: string, agents: { edges: Array<{ node: { id: string, name: string, status: AgentStatus, channels: Array<{ id: string }> } }> }, channels: { edges: Array<{ node: { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> } }> }, conversations: { edges: Array<{ node: { id: string, lastActivityAt: string } }> } };

export type SetupEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SetupEventsSubscription = { events:
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
   };

export type OwnMemberEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type OwnMemberEventsSubscription = { events:
    | { cursor: string, nodeId: string | null }
    | { cursor: string, nodeId: string | null }
    | { cursor: string, nodeId: string | null }
    | { cursor: string, nodeId: string | null }
    | { cursor: string, nodeId: string | null }
   };

export type SetAvailabilityMutationVariables = Exact<{
  id: string;
  availability: Availability;
}>;


export type SetAvailabilityMutation = { updateMember: { member: { id: string, availability: Availability } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type SwitchTenantMutationVariables = Exact<{
  input: SwitchTenantInput;
}>;


export type SwitchTenantMutation = { switchTenant: { viewer: { tenant: { id: string } } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type AgentPartsFragment = { id: string, name: string, type: AgentType, status: AgentStatus, version: number, updatedAt: string, channels: Array<{ id: string, displayName: string, phoneNumber: string | null, status: IntegrationStatus }> };

export type AgentSettingsFragment = { id: string, name: string, type: AgentType, status: AgentStatus, version: number, updatedAt: string, config: { persona: string, business: string, offer: string, audience: string, policies: string, goal: string, language: string, handoffRules: string, operatingHours: Array<{ weekday: number, from: string, to: string }> }, channels: Array<{ id: string, displayName: string, phoneNumber: string | null, status: IntegrationStatus }> };

export type AgentsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AgentsQuery = { eventCursor: string, agents: { edges: Array<{ cursor: string, node: { id: string, name: string, type: AgentType, status: AgentStatus, version: number, updatedAt: string, channels: Array<{ id: string, displayName: string, phoneNumber: string | null, status: IntegrationStatus }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AgentQueryVariables = Exact<{
  id: string;
}>;


export type AgentQuery = { eventCursor: string, node:
    | { id: string, name: string, type: AgentType, status: AgentStatus, version: number, updatedAt: string, config: { persona: string, business: string, offer: string, audience: string, policies: string, goal: string, language: string, handoffRules: string, operatingHours: Array<{ weekday: number, from: string, to: string }> }, channels: Array<{ id: string, displayName: string, phoneNumber: string | null, status: IntegrationStatus }> }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type AgentEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AgentEventsSubscription = { events:
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
   };

export type SaveAgentMutationVariables = Exact<{
  input: SaveAgentInput;
}>;


export type SaveAgentMutation = { saveAgent: { agent: { id: string, name: string, type: AgentType, status: AgentStatus, version: number, updatedAt: string, config: { persona: string, business: string, offer: string, audience: string, policies: string, goal: string, language: string, handoffRules: string, operatingHours: Array<{ weekday: number, from: string, to: string }> }, channels: Array<{ id: string, displayName: string, phoneNumber: string | null, status: IntegrationStatus }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type SetAgentStatusMutationVariables = Exact<{
  input: SetAgentStatusInput;
}>;


export type SetAgentStatusMutation = { setAgentStatus: { agent: { id: string, name: string, type: AgentType, status: AgentStatus, version: number, updatedAt: string, channels: Array<{ id: string, displayName: string, phoneNumber: string | null, status: IntegrationStatus }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type ConnectAgentQueryVariables = Exact<{
  id: string;
}>;


export type ConnectAgentQuery = { node:
    | { name: string, status: AgentStatus, id: string, channels: Array<{ id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> }> }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ConnectEvolutionMutationVariables = Exact<{
  input: ConnectEvolutionForAgentInput;
}>;


export type ConnectEvolutionMutation = { connectEvolutionForAgent: { channel: { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type ChannelConnectionChangedSubscriptionVariables = Exact<{
  channelId: string;
}>;


export type ChannelConnectionChangedSubscription = { channelConnection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null, channel: { id: string, status: IntegrationStatus, problem: string | null, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, connectedAt: string | null } } };

export type ChannelQrCodeChangedSubscriptionVariables = Exact<{
  channelId: string;
}>;


export type ChannelQrCodeChangedSubscription = { channelQrCode: { code: string, imageDataUrl: string, pairingCode: string | null, attempt: number, expiresAt: string } };

export type ReconnectChannelMutationVariables = Exact<{
  input: IdInput;
}>;


export type ReconnectChannelMutation = { reconnectChannel: { channel: { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type DisconnectChannelMutationVariables = Exact<{
  input: IdInput;
}>;


export type DisconnectChannelMutation = { disconnectChannel: { channel: { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type DeleteChannelMutationVariables = Exact<{
  input: IdInput;
}>;


export type DeleteChannelMutation = { deleteChannel: { deletedId: string | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type ChannelSettingsFragment = { id: string, displayName: string, groups: boolean, readReceipts: boolean, pacing: { minSeconds: number, maxSeconds: number, typing: boolean } };

export type ChannelHoursFragment = { id: string, displayName: string, businessHours: { timeZone: string | null, awayMessage: string | null, hours: Array<{ weekday: number, from: string, to: string }> }, team: { id: string, name: string } | null };

export type UpdateChannelMutationVariables = Exact<{
  input: UpdateChannelInput;
}>;


export type UpdateChannelMutation = { updateChannel: { channel: { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, groups: boolean, readReceipts: boolean, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }>, pacing: { minSeconds: number, maxSeconds: number, typing: boolean }, businessHours: { timeZone: string | null, awayMessage: string | null, hours: Array<{ weekday: number, from: string, to: string }> }, team: { id: string, name: string } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type BindChannelMutationVariables = Exact<{
  input: BindChannelInput;
}>;


export type BindChannelMutation = { bindChannel: { channel: { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type IntegrationsQueryVariables = Exact<{
  removals: boolean;
}>;


export type IntegrationsQuery = { eventCursor: string, integrations: Array<{ id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> }>, channelRemovals?: Array<{ displayName: string, instanceName: string, requestedAt: string, problem: string }>, agents: { edges: Array<{ node: { id: string, name: string } }> } };

export type EvolutionServerQueryVariables = Exact<{ [key: string]: never; }>;


export type EvolutionServerQuery = { eventCursor: string, evolutionServerAllowed: boolean, evolutionServer: { url: string, updatedAt: string } | null };

export type EvolutionServerEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EvolutionServerEventsSubscription = { events:
    | { cursor: string }
    | { cursor: string }
    | { cursor: string }
    | { cursor: string }
    | { cursor: string }
   };

export type SaveEvolutionServerMutationVariables = Exact<{
  input: SaveEvolutionServerInput;
}>;


export type SaveEvolutionServerMutation = { saveEvolutionServer: { evolutionServer: { url: string, updatedAt: string } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type RemoveEvolutionServerMutationVariables = Exact<{ [key: string]: never; }>;


export type RemoveEvolutionServerMutation = { removeEvolutionServer: { userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type IntegrationEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type IntegrationEventsSubscription = { events:
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
   };

export type ChannelDetailQueryVariables = Exact<{
  id: string;
}>;


export type ChannelDetailQuery = { eventCursor: string, teams: Array<{ id: string, name: string, assignment: TeamAssignment }>, node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, groups: boolean, readReceipts: boolean, firstContactBudget: { limit: number, used: number, resetsAt: string }, connectionHistory: { edges: Array<{ cursor: string, node: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null } }> }, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }>, pacing: { minSeconds: number, maxSeconds: number, typing: boolean }, businessHours: { timeZone: string | null, awayMessage: string | null, hours: Array<{ weekday: number, from: string, to: string }> }, team: { id: string, name: string } | null }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null, agents: { edges: Array<{ node: { id: string, name: string } }> } };

export type ChannelEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ChannelEventsSubscription = { events:
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
   };

export type ActivateAgentMutationVariables = Exact<{
  input: SetAgentStatusInput;
}>;


export type ActivateAgentMutation = { setAgentStatus: { agent: { id: string, status: AgentStatus, version: number } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type ChannelPartsFragment = { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> };

export type IntegrationChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type IntegrationChangedSubscription = { integrationChanged: { id: string, provider: IntegrationProvider, displayName: string, instanceName: string, phoneNumber: string | null, profileName: string | null, profilePictureUrl: string | null, status: IntegrationStatus, problem: string | null, connectedAt: string | null, lastSuccessAt: string | null, audience: AgentAudience, testNumbers: Array<string>, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null, evidence: string | null, lastEvidenceAt: string | null }, agents: Array<{ id: string, name: string, status: AgentStatus }> } };

export type ViewerPartsFragment = { permissions: Array<string>, user: { id: string, name: string, email: string, locale: string }, member: { id: string, role: Role, availability: Availability }, tenant: { id: string, name: string, locale: string, timeZone: string, currency: string }, memberships: Array<{ id: string, role: Role, tenant: { id: string, name: string } }> };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { permissions: Array<string>, user: { id: string, name: string, email: string, locale: string }, member: { id: string, role: Role, availability: Availability }, tenant: { id: string, name: string, locale: string, timeZone: string, currency: string }, memberships: Array<{ id: string, role: Role, tenant: { id: string, name: string } }> } | null };

export type LogoutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogoutMutation = { logout: { ok: boolean } };

export type EventCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type EventCursorQuery = { eventCursor: string };

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LoginMutation = { login: { viewer: { permissions: Array<string>, user: { id: string, name: string, email: string, locale: string }, member: { id: string, role: Role, availability: Availability }, tenant: { id: string, name: string, locale: string, timeZone: string, currency: string }, memberships: Array<{ id: string, role: Role, tenant: { id: string, name: string } }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type RegisterMutation = { register: { viewer: { permissions: Array<string>, user: { id: string, name: string, email: string, locale: string }, member: { id: string, role: Role, availability: Availability }, tenant: { id: string, name: string, locale: string, timeZone: string, currency: string }, memberships: Array<{ id: string, role: Role, tenant: { id: string, name: string } }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type OpenInvitationQueryVariables = Exact<{
  token: string;
}>;


export type OpenInvitationQuery = { openInvitation: { tenantName: string, email: string, role: Role, hasLogin: boolean } | null };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { viewer: { permissions: Array<string>, user: { id: string, name: string, email: string, locale: string }, member: { id: string, role: Role, availability: Availability }, tenant: { id: string, name: string, locale: string, timeZone: string, currency: string }, memberships: Array<{ id: string, role: Role, tenant: { id: string, name: string } }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: { ok: boolean, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { viewer: { permissions: Array<string>, user: { id: string, name: string, email: string, locale: string }, member: { id: string, role: Role, availability: Availability }, tenant: { id: string, name: string, locale: string, timeZone: string, currency: string }, memberships: Array<{ id: string, role: Role, tenant: { id: string, name: string } }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxCannedRepliesQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxCannedRepliesQuery = { cannedReplies: Array<{ id: string, shortcut: string, text: string, shared: boolean }> };

export type InboxSaveCannedReplyMutationVariables = Exact<{
  input: SaveCannedReplyInput;
}>;


export type InboxSaveCannedReplyMutation = { saveCannedReply: { cannedReply: { id: string, shortcut: string, text: string, shared: boolean } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxDeleteCannedReplyMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxDeleteCannedReplyMutation = { deleteCannedReply: { deletedId: string | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxScheduleMessageMutationVariables = Exact<{
  input: ScheduleMessageInput;
}>;


export type InboxScheduleMessageMutation = { scheduleMessage: { scheduledMessage: { id: string, conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel', id: string, displayName: string }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
          , reactions: Array<{ emoji: string, author:
              | { __typename: 'Agent' }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             } | null } | null } } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxUpdateScheduledMessageMutationVariables = Exact<{
  input: UpdateScheduledMessageInput;
}>;


export type InboxUpdateScheduledMessageMutation = { updateScheduledMessage: { scheduledMessage: { id: string, conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel', id: string, displayName: string }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
          , reactions: Array<{ emoji: string, author:
              | { __typename: 'Agent' }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             } | null } | null } } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxCancelScheduledMessageMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxCancelScheduledMessageMutation = { cancelScheduledMessage: { deletedId: string | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxSendScheduledMessageMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxSendScheduledMessageMutation = { sendScheduledMessage: { message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel', id: string, displayName: string }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
          , reactions: Array<{ emoji: string, author:
              | { __typename: 'Agent' }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             } | null } | null }, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type MessagePartsFragment = { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
    | { __typename: 'Agent', id: string, name: string }
    | { __typename: 'Channel', id: string, displayName: string }
    | { __typename: 'Contact', id: string, name: string }
    | { __typename: 'Member', id: string, user: { id: string, name: string } }
    | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
  , reactions: Array<{ emoji: string, author:
      | { __typename: 'Agent' }
      | { __typename: 'Channel' }
      | { __typename: 'Contact', id: string, name: string }
      | { __typename: 'Member', id: string, user: { id: string, name: string } }
      | { __typename: 'PhoneOwner' }
     }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
      | { __typename: 'Agent', id: string, name: string }
      | { __typename: 'Channel' }
      | { __typename: 'Contact', id: string, name: string }
      | { __typename: 'Member', id: string, user: { id: string, name: string } }
      | { __typename: 'PhoneOwner' }
     } | null };

export type ConversationPartsFragment = { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
      | { __typename: 'Agent', id: string, name: string }
      | { __typename: 'Channel', id: string, displayName: string }
      | { __typename: 'Contact', id: string, name: string }
      | { __typename: 'Member', id: string, user: { id: string, name: string } }
      | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
    , reactions: Array<{ emoji: string, author:
        | { __typename: 'Agent' }
        | { __typename: 'Channel' }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner' }
       }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel' }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner' }
       } | null } | null };

export type InboxConversationsQueryVariables = Exact<{
  filter?: ConversationFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type InboxConversationsQuery = { conversations: { edges: Array<{ __typename: 'ConversationEdge', cursor: string, node: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel', id: string, displayName: string }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
          , reactions: Array<{ emoji: string, author:
              | { __typename: 'Agent' }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type InboxCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxCountsQuery = { inboxCounts: { mine: number, unassigned: number, agent: number, all: number } };

export type InboxConversationQueryVariables = Exact<{
  id: string;
}>;


export type InboxConversationQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel', id: string, displayName: string }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
        , reactions: Array<{ emoji: string, author:
            | { __typename: 'Agent' }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           } | null } | null }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null };

export type InboxTimelineQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  around?: string | null | undefined;
}>;


export type InboxTimelineQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Conversation', id: string, messages: { edges: Array<{ __typename: 'MessageEdge', cursor: string, node: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel', id: string, displayName: string }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
            , reactions: Array<{ emoji: string, author:
                | { __typename: 'Agent' }
                | { __typename: 'Channel' }
                | { __typename: 'Contact', id: string, name: string }
                | { __typename: 'Member', id: string, user: { id: string, name: string } }
                | { __typename: 'PhoneOwner' }
               }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
                | { __typename: 'Agent', id: string, name: string }
                | { __typename: 'Channel' }
                | { __typename: 'Contact', id: string, name: string }
                | { __typename: 'Member', id: string, user: { id: string, name: string } }
                | { __typename: 'PhoneOwner' }
               } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null, hasPreviousPage: boolean, startCursor: string | null } } }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null };

export type InboxUnreadQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type InboxUnreadQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Conversation', id: string, messages: { edges: Array<{ node: { id: string, direction: Direction } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null };

export type InboxNumbersQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxNumbersQuery = { channels: { edges: Array<{ node: { id: string } }> } };

export type InboxMembersQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxMembersQuery = { members: { edges: Array<{ node: { id: string, active: boolean, availability: Availability, user: { id: string, name: string } } }> } };

export type InboxTakersQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxTakersQuery = { members: { edges: Array<{ node: { id: string, active: boolean, availability: Availability, openConversations: number, user: { id: string, name: string } } }> }, teams: Array<{ id: string, name: string, members: Array<{ id: string }> }> };

export type ActivityPartsFragment = { __typename: 'ConversationActivity', id: string, kind: ConversationActivityKind, at: string, sortKey: string, reason: string | null, until: string | null, labelsAdded: Array<string>, labelsRemoved: Array<string>, note: string | null, actor:
    | { __typename: 'Agent', id: string, name: string }
    | { __typename: 'Channel' }
    | { __typename: 'Contact' }
    | { __typename: 'Member', id: string, user: { id: string, name: string } }
    | { __typename: 'PhoneOwner' }
   | null, member: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null };

export type InboxActivityQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type InboxActivityQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Conversation', id: string, activity: { edges: Array<{ node: { __typename: 'ConversationActivity', id: string, kind: ConversationActivityKind, at: string, sortKey: string, reason: string | null, until: string | null, labelsAdded: Array<string>, labelsRemoved: Array<string>, note: string | null, actor:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact' }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             | null, member: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null };

export type InboxFiltersQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxFiltersQuery = { teams: Array<{ id: string, name: string }>, channels: { edges: Array<{ node: { id: string, displayName: string } }> } };

export type InboxConversationCountsQueryVariables = Exact<{
  filters: Array<ConversationFilter> | ConversationFilter;
}>;


export type InboxConversationCountsQuery = { conversationCounts: Array<number> };

export type InboxContactHistoryQueryVariables = Exact<{
  id: string;
}>;


export type InboxContactHistoryQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string, name: string, phones: Array<string>, createdAt: string, conversations: { edges: Array<{ node: { id: string, status: ConversationStatus, lastActivityAt: string, channel: { id: string, displayName: string, phoneNumber: string | null } } }> } }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null };

export type LabelPartsFragment = { __typename: 'Label', id: string, name: string, colour: LabelColour };

export type InboxLabelsQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxLabelsQuery = { labels: Array<{ __typename: 'Label', id: string, name: string, colour: LabelColour }> };

export type InboxSaveLabelMutationVariables = Exact<{
  input: SaveLabelInput;
}>;


export type InboxSaveLabelMutation = { saveLabel: { label: { __typename: 'Label', id: string, name: string, colour: LabelColour } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxDeleteLabelMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxDeleteLabelMutation = { deleteLabel: { deletedId: string | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxSendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type InboxSendMessageMutation = { sendMessage: { __typename: 'MessagePayload', message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel', id: string, displayName: string }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
          , reactions: Array<{ emoji: string, author:
              | { __typename: 'Agent' }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             } | null } | null }, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxCancelMessageMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxCancelMessageMutation = { cancelMessage: { __typename: 'ConversationPayload', conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel', id: string, displayName: string }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
        , reactions: Array<{ emoji: string, author:
            | { __typename: 'Agent' }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           } | null } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxSetTypingMutationVariables = Exact<{
  input: SetTypingInput;
}>;


export type InboxSetTypingMutation = { setTyping: { userErrors: Array<{ code: string }> } };

export type InboxRetryMessageMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxRetryMessageMutation = { retryMessage: { __typename: 'MessagePayload', message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxMarkReadMutationVariables = Exact<{
  input: MarkConversationReadInput;
}>;


export type InboxMarkReadMutation = { markConversationRead: { __typename: 'ConversationPayload', conversation: { __typename: 'Conversation', id: string, unreadCount: number, version: number } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxMarkUnreadMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxMarkUnreadMutation = { markConversationUnread: { __typename: 'ConversationPayload', conversation: { __typename: 'Conversation', id: string, unreadCount: number, version: number } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxTakeOverMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxTakeOverMutation = { takeOverConversation: { __typename: 'ConversationPayload', conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel', id: string, displayName: string }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
        , reactions: Array<{ emoji: string, author:
            | { __typename: 'Agent' }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           } | null } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxReturnToAgentMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxReturnToAgentMutation = { returnConversationToAgent: { __typename: 'ConversationPayload', conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel', id: string, displayName: string }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
        , reactions: Array<{ emoji: string, author:
            | { __typename: 'Agent' }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           } | null } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxEditMessageMutationVariables = Exact<{
  input: EditMessageInput;
}>;


export type InboxEditMessageMutation = { editMessage: { __typename: 'MessagePayload', message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxDeleteMessageMutationVariables = Exact<{
  input: IdInput;
}>;


export type InboxDeleteMessageMutation = { deleteMessage: { __typename: 'MessagePayload', message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxReactToMessageMutationVariables = Exact<{
  input: ReactToMessageInput;
}>;


export type InboxReactToMessageMutation = { reactToMessage: { __typename: 'MessagePayload', message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxUpdateConversationsMutationVariables = Exact<{
  input: UpdateConversationsInput;
}>;


export type InboxUpdateConversationsMutation = { updateConversations: { __typename: 'ConversationsPayload', outcomes: Array<{ __typename: 'ConversationOutcome', id: string, conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel', id: string, displayName: string }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
          , reactions: Array<{ emoji: string, author:
              | { __typename: 'Agent' }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             } | null } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> }>, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxTransferConversationMutationVariables = Exact<{
  input: TransferConversationInput;
}>;


export type InboxTransferConversationMutation = { transferConversation: { __typename: 'ConversationPayload', conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel', id: string, displayName: string }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
        , reactions: Array<{ emoji: string, author:
            | { __typename: 'Agent' }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           } | null } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type InboxChannelStateSubscriptionVariables = Exact<{
  channelId: string;
}>;


export type InboxChannelStateSubscription = { channelConnection: { state: ChannelState, since: string, reason: string | null, channel: { id: string, connection: { state: ChannelState, since: string, reason: string | null } } } };

export type InboxMessageReceivedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type InboxMessageReceivedSubscription = { messageReceived: { cursor: string, message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel', id: string, displayName: string }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
          , reactions: Array<{ emoji: string, author:
              | { __typename: 'Agent' }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
              | { __typename: 'Agent', id: string, name: string }
              | { __typename: 'Channel' }
              | { __typename: 'Contact', id: string, name: string }
              | { __typename: 'Member', id: string, user: { id: string, name: string } }
              | { __typename: 'PhoneOwner' }
             } | null } | null }, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null } };

export type InboxMessageChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type InboxMessageChangedSubscription = { messageChanged: { cursor: string, nodeId: string | null, message: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
        | { __typename: 'Agent', id: string, name: string }
        | { __typename: 'Channel', id: string, displayName: string }
        | { __typename: 'Contact', id: string, name: string }
        | { __typename: 'Member', id: string, user: { id: string, name: string } }
        | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
      , reactions: Array<{ emoji: string, author:
          | { __typename: 'Agent' }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel' }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner' }
         } | null } | null } };

export type InboxConversationChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type InboxConversationChangedSubscription = { conversationChanged: { cursor: string, nodeId: string | null, conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel', id: string, displayName: string }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
        , reactions: Array<{ emoji: string, author:
            | { __typename: 'Agent' }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           } | null } | null } | null } };

export type InboxPresenceSubscriptionVariables = Exact<{
  conversationId: string;
}>;


export type InboxPresenceSubscription = { conversationPresence: Array<{ typing: boolean, member: { id: string, user: { id: string, name: string } } }> };

export type InboxTypingSubscriptionVariables = Exact<{
  conversationId: string;
}>;


export type InboxTypingSubscription = { typing: { typing: boolean, author:
      | { __typename: 'Agent' }
      | { __typename: 'Channel' }
      | { __typename: 'Contact', id: string, name: string }
      | { __typename: 'Member' }
      | { __typename: 'PhoneOwner' }
     } };

export type InboxSharingEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  types?: Array<EventType> | EventType | null | undefined;
}>;


export type InboxSharingEventsSubscription = { events:
    | { __typename: 'ContactEvent', cursor: string, type: EventType, nodeId: string | null, changes: unknown }
    | { __typename: 'ConversationEvent', cursor: string, type: EventType, nodeId: string | null, changes: unknown }
    | { __typename: 'EntityEvent', cursor: string, type: EventType, nodeId: string | null, changes: unknown, node:
        | { __typename: 'Agent', id: string }
        | { __typename: 'ApiKey', id: string }
        | { __typename: 'CannedReply', id: string }
        | { __typename: 'Channel', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'Conversation', id: string }
        | { __typename: 'ConversationActivity', id: string, kind: ConversationActivityKind, at: string, sortKey: string, reason: string | null, until: string | null, labelsAdded: Array<string>, labelsRemoved: Array<string>, note: string | null, conversation: { id: string }, actor:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact' }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           | null, member: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null }
        | { __typename: 'InboundEvent', id: string }
        | { __typename: 'Invitation', id: string }
        | { __typename: 'Job', id: string }
        | { __typename: 'Label', id: string, name: string, colour: LabelColour }
        | { __typename: 'Member', id: string }
        | { __typename: 'Message', id: string }
        | { __typename: 'Notification', id: string }
        | { __typename: 'NotificationSettings', id: string }
        | { __typename: 'SavedView', id: string }
        | { __typename: 'ScheduledMessage', id: string }
        | { __typename: 'Session', id: string }
        | { __typename: 'Team', id: string }
        | { __typename: 'Tenant', id: string }
        | { __typename: 'Upload', id: string }
        | { __typename: 'User', id: string }
       | null }
    | { __typename: 'MessageEvent', cursor: string, type: EventType, nodeId: string | null, changes: unknown }
    | { __typename: 'NotificationEvent', cursor: string, type: EventType, nodeId: string | null, changes: unknown }
   };

export type InboxCreateUploadMutationVariables = Exact<{
  input: CreateUploadInput;
}>;


export type InboxCreateUploadMutation = { createUpload: { upload: { id: string, url: string } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type PersonPartsFragment = { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> };

export type InboxPersonQueryVariables = Exact<{
  id: string;
}>;


export type InboxPersonQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null };

export type InboxContactSearchQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
}>;


export type InboxContactSearchQuery = { contacts: { edges: Array<{ node: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean } }> } };

export type InboxContactThreadQueryVariables = Exact<{
  id: string;
}>;


export type InboxContactThreadQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, conversations: { edges: Array<{ node: { id: string } }> } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type MergeSideFragment = { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, conversations: { edges: Array<{ node: { id: string, status: ConversationStatus, lastActivityAt: string, channel: { id: string, displayName: string } } }> }, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> };

export type InboxMergePairQueryVariables = Exact<{
  one: string;
  other: string;
}>;


export type InboxMergePairQuery = { one:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, conversations: { edges: Array<{ node: { id: string, status: ConversationStatus, lastActivityAt: string, channel: { id: string, displayName: string } } }> }, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null, other:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CannedReply', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, conversations: { edges: Array<{ node: { id: string, status: ConversationStatus, lastActivityAt: string, channel: { id: string, displayName: string } } }> }, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'ConversationActivity', id: string }
    | { __typename: 'InboundEvent', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Label', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'NotificationSettings', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'ScheduledMessage', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'Upload', id: string }
    | { __typename: 'User', id: string }
   | null };

export type ReplyLimitsFragment = { id: string, conversations: { edges: Array<{ node: { id: string, replyUntil: string | null } }> } };

export type InboxContactChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type InboxContactChangedSubscription = { contactChanged: { cursor: string, type: EventType, changes: unknown, contact: { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }>, conversations: { edges: Array<{ node: { id: string, replyUntil: string | null } }> } } | null } };

export type InboxSaveContactMutationVariables = Exact<{
  input: SaveContactInput;
}>;


export type InboxSaveContactMutation = { saveContact: { contact: { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> } | null, userErrors: Array<{ code: string, message: string }> } };

export type InboxSetOptOutMutationVariables = Exact<{
  input: SetContactOptOutInput;
}>;


export type InboxSetOptOutMutation = { setContactOptOut: { contact: { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }>, conversations: { edges: Array<{ node: { id: string, replyUntil: string | null } }> } } | null, userErrors: Array<{ code: string, message: string }> } };

export type InboxMergeContactsMutationVariables = Exact<{
  input: MergeContactsInput;
}>;


export type InboxMergeContactsMutation = { mergeContacts: { contact: { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, conversations: { edges: Array<{ node: { id: string, status: ConversationStatus, lastActivityAt: string, channel: { id: string, displayName: string } } }> }, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> } | null, userErrors: Array<{ code: string, message: string }> } };

export type InboxSplitContactMutationVariables = Exact<{
  input: SplitContactInput;
}>;


export type InboxSplitContactMutation = { splitContact: { contact: { __typename: 'Contact', id: string, name: string, nameSource: ContactNameSource, version: number, phones: Array<string>, avatarUrl: string | null, createdAt: string, optedOut: boolean, optedOutAt: string | null, optOutReason: OptOutReason | null, identities: Array<{ kind: ContactIdentityKind, value: string }>, merges: Array<{ id: string, name: string, phones: Array<string>, cause: ContactMergeCause, mergedAt: string, undoneAt: string | null }>, possibleDuplicates: Array<{ id: string, name: string, phones: Array<string> }> } | null, userErrors: Array<{ code: string, message: string }> } };

export type InboxStartChannelsQueryVariables = Exact<{ [key: string]: never; }>;


export type InboxStartChannelsQuery = { channels: { edges: Array<{ node: { id: string, displayName: string, connection: { state: ChannelState }, firstContactBudget: { used: number, limit: number, resetsAt: string } } }> } };

export type InboxStartConversationMutationVariables = Exact<{
  input: StartConversationInput;
}>;


export type InboxStartConversationMutation = { startConversation: { conversation: { __typename: 'Conversation', id: string, version: number, status: ConversationStatus, handler: Handler, handoffReason: string | null, unreadCount: number, lastActivityAt: string, labels: Array<string>, isGroup: boolean, snoozedUntil: string | null, replyUntil: string | null, contact: { id: string, name: string, phones: Array<string>, avatarUrl: string | null, optedOut: boolean, createdAt: string }, channel: { id: string, displayName: string, phoneNumber: string | null, capabilities: Array<ChannelCapability>, connection: { state: ChannelState, since: string, reason: string | null } }, agent: { id: string, name: string, status: AgentStatus } | null, assignee: { id: string, user: { id: string, name: string } } | null, team: { id: string, name: string } | null, scheduledMessages: Array<{ id: string, text: string, sendAt: string, cancelOnReply: boolean, failure: { code: string } | null }>, lastMessage: { __typename: 'Message', id: string, direction: Direction, kind: MessageKind, status: MessageStatus, text: string | null, sortKey: string, sentAt: string, deliveredAt: string | null, readAt: string | null, editedAt: string | null, deletedAt: string | null, sendsAt: string | null, viewOnce: boolean, ephemeral: boolean, forwarded: boolean, mentionsUs: boolean, unsupportedType: string | null, quotedText: string | null, attachment: { url: string, mimeType: string, fileName: string | null, size: number | null, durationSeconds: number | null, thumbnailUrl: string | null, state: AttachmentState, waveform: Array<number>, voice: boolean, videoNote: boolean } | null, location: { latitude: number, longitude: number, name: string | null, address: string | null, live: boolean } | null, contactCards: Array<{ name: string | null, phones: Array<string> }>, poll: { question: string | null, options: Array<string> } | null, choice: { title: string | null } | null, referral: { title: string | null, body: string | null, sourceUrl: string | null } | null, system: { code: SystemCode } | null, mentionedMembers: Array<{ id: string, user: { id: string, name: string } }>, failure: { code: string, message: string, retryable: boolean } | null, author:
          | { __typename: 'Agent', id: string, name: string }
          | { __typename: 'Channel', id: string, displayName: string }
          | { __typename: 'Contact', id: string, name: string }
          | { __typename: 'Member', id: string, user: { id: string, name: string } }
          | { __typename: 'PhoneOwner', channel: { id: string, displayName: string } }
        , reactions: Array<{ emoji: string, author:
            | { __typename: 'Agent' }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           }>, act: { kind: MessageActKind, content: string | null, failure: { code: string, message: string } | null } | null, replyTo: { id: string, text: string | null, kind: MessageKind, deletedAt: string | null, author:
            | { __typename: 'Agent', id: string, name: string }
            | { __typename: 'Channel' }
            | { __typename: 'Contact', id: string, name: string }
            | { __typename: 'Member', id: string, user: { id: string, name: string } }
            | { __typename: 'PhoneOwner' }
           } | null } | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type NotificationPartsFragment = { id: string, kind: string, title: string, body: string | null, link: string | null, count: number, createdAt: string, readAt: string | null, conversation: { id: string } | null };

export type NotificationsQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationsQuery = { eventCursor: string, notifications: { unreadCount: number, edges: Array<{ node: { id: string, kind: string, title: string, body: string | null, link: string | null, count: number, createdAt: string, readAt: string | null, conversation: { id: string } | null } }> }, notificationSettings: { id: string, hideText: boolean, pushKey: string, kinds: Array<{ kind: NotificationKind, inApp: boolean, sound: boolean, push: boolean }> } };

export type UnreadNotificationsQueryVariables = Exact<{
  first: number;
}>;


export type UnreadNotificationsQuery = { notifications: { unreadCount: number, edges: Array<{ node: { id: string } }> } };

export type NotificationSettingsPartsFragment = { id: string, hideText: boolean, pushKey: string, kinds: Array<{ kind: NotificationKind, inApp: boolean, sound: boolean, push: boolean }> };

export type NotificationReceivedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type NotificationReceivedSubscription = { notificationReceived: { cursor: string, type: EventType, nodeId: string | null, notification: { id: string, kind: string, title: string, body: string | null, link: string | null, count: number, createdAt: string, readAt: string | null, conversation: { id: string } | null } | null } };

export type MarkNotificationsReadMutationVariables = Exact<{
  input: IdsInput;
}>;


export type MarkNotificationsReadMutation = { markNotificationsRead: { notifications: Array<{ id: string, kind: string, title: string, body: string | null, link: string | null, count: number, createdAt: string, readAt: string | null, conversation: { id: string } | null }>, userErrors: Array<{ code: string, message: string }> } };

export type SaveNotificationSettingsMutationVariables = Exact<{
  input: SaveNotificationSettingsInput;
}>;


export type SaveNotificationSettingsMutation = { saveNotificationSettings: { settings: { id: string, hideText: boolean, pushKey: string, kinds: Array<{ kind: NotificationKind, inApp: boolean, sound: boolean, push: boolean }> } | null, userErrors: Array<{ code: string, message: string }> } };

export type SavePushSubscriptionMutationVariables = Exact<{
  input: SavePushSubscriptionInput;
}>;


export type SavePushSubscriptionMutation = { savePushSubscription: { userErrors: Array<{ code: string, message: string }> } };

export type RemovePushSubscriptionMutationVariables = Exact<{
  input: RemovePushSubscriptionInput;
}>;


export type RemovePushSubscriptionMutation = { removePushSubscription: { userErrors: Array<{ code: string, message: string }> } };

export type SendTestPushMutationVariables = Exact<{ [key: string]: never; }>;


export type SendTestPushMutation = { sendTestPush: { browsers: number, userErrors: Array<{ code: string, message: string }> } };

export type MemberPartsFragment = { id: string, role: Role, visibility: Visibility, availability: Availability, active: boolean, lastSeenAt: string | null, user: { id: string, name: string, email: string }, teams: Array<{ id: string, name: string }> };

export type TeamPartsFragment = { id: string, name: string, assignment: TeamAssignment, capacity: number | null, members: Array<{ id: string, active: boolean, user: { id: string, name: string } }> };

export type InvitationPartsFragment = { id: string, email: string, role: Role, visibility: Visibility, expiresAt: string, acceptedAt: string | null, mail: InvitationMail };

export type SettingsMembersQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SettingsMembersQuery = { eventCursor: string, members: { edges: Array<{ node: { id: string, role: Role, visibility: Visibility, availability: Availability, active: boolean, lastSeenAt: string | null, user: { id: string, name: string, email: string }, teams: Array<{ id: string, name: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, teams: Array<{ id: string, name: string, assignment: TeamAssignment, capacity: number | null, members: Array<{ id: string, active: boolean, user: { id: string, name: string } }> }>, roles: Array<{ role: Role, permissions: Array<string>, manages: Array<Role> }> };

export type SettingsInvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsInvitationsQuery = { invitations: Array<{ id: string, email: string, role: Role, visibility: Visibility, expiresAt: string, acceptedAt: string | null, mail: InvitationMail }> };

export type PeopleEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PeopleEventsSubscription = { events:
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
    | { cursor: string, type: EventType, nodeId: string | null }
   };

export type SettingsOpenWorkQueryVariables = Exact<{
  memberId: string;
}>;


export type SettingsOpenWorkQuery = { conversations: { edges: Array<{ node: { id: string } }>, pageInfo: { hasNextPage: boolean } } };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { inviteMember: { acceptUrl: string | null, invitation: { id: string, email: string, role: Role, visibility: Visibility, expiresAt: string, acceptedAt: string | null, mail: InvitationMail } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type ResendInvitationMutationVariables = Exact<{
  input: IdInput;
}>;


export type ResendInvitationMutation = { resendInvitation: { acceptUrl: string | null, invitation: { id: string, email: string, role: Role, visibility: Visibility, expiresAt: string, acceptedAt: string | null, mail: InvitationMail } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type RevokeInvitationMutationVariables = Exact<{
  input: IdInput;
}>;


export type RevokeInvitationMutation = { revokeInvitation: { deletedId: string | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type UpdateMemberMutationVariables = Exact<{
  input: UpdateMemberInput;
}>;


export type UpdateMemberMutation = { updateMember: { member: { id: string, role: Role, visibility: Visibility, availability: Availability, active: boolean, lastSeenAt: string | null, user: { id: string, name: string, email: string }, teams: Array<{ id: string, name: string }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type SaveTeamMutationVariables = Exact<{
  input: SaveTeamInput;
}>;


export type SaveTeamMutation = { saveTeam: { team: { id: string, name: string, assignment: TeamAssignment, capacity: number | null, members: Array<{ id: string, active: boolean, user: { id: string, name: string } }> } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type DeleteTeamMutationVariables = Exact<{
  input: IdInput;
}>;


export type DeleteTeamMutation = { deleteTeam: { deletedId: string | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type SettingsProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsProfileQuery = { viewer: { user: { id: string, name: string, email: string, locale: string }, secondFactor: { enabledAt: string, recoveryCodesLeft: number } | null } | null };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { user: { id: string, name: string, locale: string } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type StartSecondFactorMutationVariables = Exact<{
  input: StartSecondFactorInput;
}>;


export type StartSecondFactorMutation = { startSecondFactor: { setup: { secret: string, qrCode: string } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type ConfirmSecondFactorMutationVariables = Exact<{
  input: ConfirmSecondFactorInput;
}>;


export type ConfirmSecondFactorMutation = { confirmSecondFactor: { recoveryCodes: Array<string> | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type RenewRecoveryCodesMutationVariables = Exact<{
  input: SecondFactorProofInput;
}>;


export type RenewRecoveryCodesMutation = { renewRecoveryCodes: { recoveryCodes: Array<string> | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type EndSecondFactorMutationVariables = Exact<{
  input: SecondFactorProofInput;
}>;


export type EndSecondFactorMutation = { endSecondFactor: { ok: boolean, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type SettingsSessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsSessionsQuery = { sessions: Array<{ id: string, createdAt: string, lastSeenAt: string, current: boolean, ip: string | null, userAgent: string | null }> };

export type RevokeSessionMutationVariables = Exact<{
  input: IdInput;
}>;


export type RevokeSessionMutation = { revokeSession: { deletedId: string | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type RevokeOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type RevokeOtherSessionsMutation = { revokeOtherSessions: { ended: number } };

export type ApiKeyPartsFragment = { id: string, name: string, prefix: string, scopes: Array<ApiScope>, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, member: { id: string, user: { id: string, name: string } } };

export type SettingsApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsApiKeysQuery = { apiKeys: Array<{ id: string, name: string, prefix: string, scopes: Array<ApiScope>, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, member: { id: string, user: { id: string, name: string } } }> };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string | null, apiKey: { id: string, name: string, prefix: string, scopes: Array<ApiScope>, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, member: { id: string, user: { id: string, name: string } } } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: IdInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { apiKey: { id: string, name: string, prefix: string, scopes: Array<ApiScope>, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, member: { id: string, user: { id: string, name: string } } } | null, userErrors: Array<{ code: string, message: string, path: Array<string> | null }> } };

export const AgentPartsFragmentDoc = gql`
    fragment AgentParts on Agent {
  id
  name
  type
  status
  version
  updatedAt
  channels {
    id
    displayName
    phoneNumber
    status
  }
}
    ` as unknown as DocumentNode<AgentPartsFragment, unknown>;
export const AgentSettingsFragmentDoc = gql`
    fragment AgentSettings on Agent {
  ...AgentParts
  config {
    persona
    business
    offer
    audience
    policies
    goal
    language
    handoffRules
    operatingHours {
      weekday
      from
      to
    }
  }
}
    ` as unknown as DocumentNode<AgentSettingsFragment, unknown>;
export const ChannelSettingsFragmentDoc = gql`
    fragment ChannelSettings on Channel {
  id
  displayName
  groups
  readReceipts
  pacing {
    minSeconds
    maxSeconds
    typing
  }
}
    ` as unknown as DocumentNode<ChannelSettingsFragment, unknown>;
export const ChannelHoursFragmentDoc = gql`
    fragment ChannelHours on Channel {
  id
  displayName
  businessHours {
    hours {
      weekday
      from
      to
    }
    timeZone
    awayMessage
  }
  team {
    id
    name
  }
}
    ` as unknown as DocumentNode<ChannelHoursFragment, unknown>;
export const ChannelPartsFragmentDoc = gql`
    fragment ChannelParts on Channel {
  id
  provider
  displayName
  instanceName
  phoneNumber
  profileName
  profilePictureUrl
  status
  problem
  connectedAt
  lastSuccessAt
  audience
  testNumbers
  capabilities
  connection {
    state
    since
    reason
    evidence
    lastEvidenceAt
  }
  agents {
    id
    name
    status
  }
}
    ` as unknown as DocumentNode<ChannelPartsFragment, unknown>;
export const ViewerPartsFragmentDoc = gql`
    fragment ViewerParts on Viewer {
  permissions
  user {
    id
    name
    email
    locale
  }
  member {
    id
    role
    availability
  }
  tenant {
    id
    name
    locale
    timeZone
    currency
  }
  memberships {
    id
    role
    tenant {
      id
      name
    }
  }
}
    ` as unknown as DocumentNode<ViewerPartsFragment, unknown>;
export const MessagePartsFragmentDoc = gql`
    fragment MessageParts on Message {
  __typename
  id
  direction
  kind
  status
  text
  sortKey
  sentAt
  deliveredAt
  readAt
  editedAt
  deletedAt
  sendsAt
  attachment {
    url
    mimeType
    fileName
    size
    durationSeconds
    thumbnailUrl
    state
    waveform
    voice
    videoNote
  }
  location {
    latitude
    longitude
    name
    address
    live
  }
  contactCards {
    name
    phones
  }
  poll {
    question
    options
  }
  choice {
    title
  }
  referral {
    title
    body
    sourceUrl
  }
  system {
    code
  }
  viewOnce
  ephemeral
  forwarded
  mentionsUs
  mentionedMembers {
    id
    user {
      id
      name
    }
  }
  unsupportedType
  quotedText
  failure {
    code
    message
    retryable
  }
  author {
    __typename
    ... on Contact {
      id
      name
    }
    ... on Member {
      id
      user {
        id
        name
      }
    }
    ... on Agent {
      id
      name
    }
    ... on PhoneOwner {
      channel {
        id
        displayName
      }
    }
    ... on Channel {
      id
      displayName
    }
  }
  reactions {
    emoji
    author {
      __typename
      ... on Contact {
        id
        name
      }
      ... on Member {
        id
        user {
          id
          name
        }
      }
    }
  }
  act {
    kind
    content
    failure {
      code
      message
    }
  }
  replyTo {
    id
    text
    kind
    deletedAt
    author {
      __typename
      ... on Contact {
        id
        name
      }
      ... on Member {
        id
        user {
          id
          name
        }
      }
      ... on Agent {
        id
        name
      }
    }
  }
}
    ` as unknown as DocumentNode<MessagePartsFragment, unknown>;
export const ConversationPartsFragmentDoc = gql`
    fragment ConversationParts on Conversation {
  __typename
  id
  version
  status
  handler
  handoffReason
  unreadCount
  lastActivityAt
  labels
  isGroup
  snoozedUntil
  replyUntil
  contact {
    id
    name
    phones
    avatarUrl
    optedOut
    createdAt
  }
  channel {
    id
    displayName
    phoneNumber
    capabilities
    connection {
      state
      since
      reason
    }
  }
  agent {
    id
    name
    status
  }
  assignee {
    id
    user {
      id
      name
    }
  }
  team {
    id
    name
  }
  scheduledMessages {
    id
    text
    sendAt
    cancelOnReply
    failure {
      code
    }
  }
  lastMessage {
    ...MessageParts
  }
}
    ` as unknown as DocumentNode<ConversationPartsFragment, unknown>;
export const ActivityPartsFragmentDoc = gql`
    fragment ActivityParts on ConversationActivity {
  __typename
  id
  kind
  at
  sortKey
  reason
  until
  labelsAdded
  labelsRemoved
  note
  actor {
    __typename
    ... on Member {
      id
      user {
        id
        name
      }
    }
    ... on Agent {
      id
      name
    }
  }
  member {
    id
    user {
      id
      name
    }
  }
  team {
    id
    name
  }
}
    ` as unknown as DocumentNode<ActivityPartsFragment, unknown>;
export const LabelPartsFragmentDoc = gql`
    fragment LabelParts on Label {
  __typename
  id
  name
  colour
}
    ` as unknown as DocumentNode<LabelPartsFragment, unknown>;
export const PersonPartsFragmentDoc = gql`
    fragment PersonParts on Contact {
  __typename
  id
  name
  nameSource
  version
  phones
  avatarUrl
  createdAt
  identities {
    kind
    value
  }
  optedOut
  optedOutAt
  optOutReason
  merges {
    id
    name
    phones
    cause
    mergedAt
    undoneAt
  }
  possibleDuplicates {
    id
    name
    phones
  }
}
    ` as unknown as DocumentNode<PersonPartsFragment, unknown>;
export const MergeSideFragmentDoc = gql`
    fragment MergeSide on Contact {
  ...PersonParts
  conversations(first: 20) {
    edges {
      node {
        id
        status
        lastActivityAt
        channel {
          id
          displayName
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<MergeSideFragment, unknown>;
export const ReplyLimitsFragmentDoc = gql`
    fragment ReplyLimits on Contact {
  id
  conversations(first: 10) {
    edges {
      node {
        id
        replyUntil
      }
    }
  }
}
    ` as unknown as DocumentNode<ReplyLimitsFragment, unknown>;
export const NotificationPartsFragmentDoc = gql`
    fragment NotificationParts on Notification {
  id
  kind
  title
  body
  link
  count
  createdAt
  readAt
  conversation {
    id
  }
}
    ` as unknown as DocumentNode<NotificationPartsFragment, unknown>;
export const NotificationSettingsPartsFragmentDoc = gql`
    fragment NotificationSettingsParts on NotificationSettings {
  id
  hideText
  pushKey
  kinds {
    kind
    inApp
    sound
    push
  }
}
    ` as unknown as DocumentNode<NotificationSettingsPartsFragment, unknown>;
export const MemberPartsFragmentDoc = gql`
    fragment MemberParts on Member {
  id
  role
  visibility
  availability
  active
  lastSeenAt
  user {
    id
    name
    email
  }
  teams {
    id
    name
  }
}
    ` as unknown as DocumentNode<MemberPartsFragment, unknown>;
export const TeamPartsFragmentDoc = gql`
    fragment TeamParts on Team {
  id
  name
  assignment
  capacity
  members {
    id
    active
    user {
      id
      name
    }
  }
}
    ` as unknown as DocumentNode<TeamPartsFragment, unknown>;
export const InvitationPartsFragmentDoc = gql`
    fragment InvitationParts on Invitation {
  id
  email
  role
  visibility
  expiresAt
  acceptedAt
  mail
}
    ` as unknown as DocumentNode<InvitationPartsFragment, unknown>;
export const ApiKeyPartsFragmentDoc = gql`
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  scopes
  createdAt
  lastUsedAt
  expiresAt
  revokedAt
  member {
    id
    user {
      id
      name
    }
  }
}
    ` as unknown as DocumentNode<ApiKeyPartsFragment, unknown>;
export const SetupDocument = gql`
    query Setup {
  eventCursor
  agents(first: 30) {
    edges {
      node {
        id
        name
        status
        channels {
          id
        }
      }
    }
  }
  channels(first: 30) {
    edges {
      node {
        ...ChannelParts
      }
    }
  }
  conversations(first: 1) {
    edges {
      node {
        id
        lastActivityAt
      }
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<SetupQuery, SetupQueryVariables>;
export const SetupEventsDocument = gql`
    subscription SetupEvents($after: EventCursor) {
  events(
    types: [AGENT_CHANGED, AGENT_DELETED, CHANNEL_CHANGED, CHANNEL_CONNECTION_CHANGED, CHANNEL_DELETED, MESSAGE_RECEIVED, CONVERSATION_CREATED]
    after: $after
  ) {
    cursor
    type
    nodeId
  }
}
    ` as unknown as DocumentNode<SetupEventsSubscription, SetupEventsSubscriptionVariables>;
export const OwnMemberEventsDocument = gql`
    subscription OwnMemberEvents($after: EventCursor) {
  events(types: [MEMBER_CHANGED], after: $after) {
    cursor
    nodeId
  }
}
    ` as unknown as DocumentNode<OwnMemberEventsSubscription, OwnMemberEventsSubscriptionVariables>;
export const SetAvailabilityDocument = gql`
    mutation SetAvailability($id: ID!, $availability: Availability!) {
  updateMember(input: {id: $id, availability: $availability}) {
    member {
      id
      availability
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<SetAvailabilityMutation, SetAvailabilityMutationVariables>;
export const SwitchTenantDocument = gql`
    mutation SwitchTenant($input: SwitchTenantInput!) {
  switchTenant(input: $input) {
    viewer {
      tenant {
        id
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<SwitchTenantMutation, SwitchTenantMutationVariables>;
export const AgentsDocument = gql`
    query Agents($after: String) {
  eventCursor
  agents(first: 50, after: $after) {
    edges {
      cursor
      node {
        ...AgentParts
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ${AgentPartsFragmentDoc}` as unknown as DocumentNode<AgentsQuery, AgentsQueryVariables>;
export const AgentDocument = gql`
    query Agent($id: ID!) {
  eventCursor
  node(id: $id) {
    id
    ... on Agent {
      ...AgentSettings
    }
  }
}
    ${AgentSettingsFragmentDoc}
${AgentPartsFragmentDoc}` as unknown as DocumentNode<AgentQuery, AgentQueryVariables>;
export const AgentEventsDocument = gql`
    subscription AgentEvents($after: EventCursor) {
  events(
    types: [AGENT_CHANGED, AGENT_DELETED, CHANNEL_CHANGED, CHANNEL_DELETED, INTEGRATION_CHANGED]
    after: $after
  ) {
    cursor
    type
    nodeId
  }
}
    ` as unknown as DocumentNode<AgentEventsSubscription, AgentEventsSubscriptionVariables>;
export const SaveAgentDocument = gql`
    mutation SaveAgent($input: SaveAgentInput!) {
  saveAgent(input: $input) {
    agent {
      ...AgentSettings
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${AgentSettingsFragmentDoc}
${AgentPartsFragmentDoc}` as unknown as DocumentNode<SaveAgentMutation, SaveAgentMutationVariables>;
export const SetAgentStatusDocument = gql`
    mutation SetAgentStatus($input: SetAgentStatusInput!) {
  setAgentStatus(input: $input) {
    agent {
      ...AgentParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${AgentPartsFragmentDoc}` as unknown as DocumentNode<SetAgentStatusMutation, SetAgentStatusMutationVariables>;
export const ConnectAgentDocument = gql`
    query ConnectAgent($id: ID!) {
  node(id: $id) {
    id
    ... on Agent {
      name
      status
      channels {
        ...ChannelParts
      }
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<ConnectAgentQuery, ConnectAgentQueryVariables>;
export const ConnectEvolutionDocument = gql`
    mutation ConnectEvolution($input: ConnectEvolutionForAgentInput!) {
  connectEvolutionForAgent(input: $input) {
    channel {
      ...ChannelParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<ConnectEvolutionMutation, ConnectEvolutionMutationVariables>;
export const ChannelConnectionChangedDocument = gql`
    subscription ChannelConnectionChanged($channelId: ID!) {
  channelConnection(channelId: $channelId) {
    state
    since
    reason
    evidence
    lastEvidenceAt
    channel {
      id
      status
      problem
      phoneNumber
      profileName
      profilePictureUrl
      connectedAt
    }
  }
}
    ` as unknown as DocumentNode<ChannelConnectionChangedSubscription, ChannelConnectionChangedSubscriptionVariables>;
export const ChannelQrCodeChangedDocument = gql`
    subscription ChannelQrCodeChanged($channelId: ID!) {
  channelQrCode(channelId: $channelId) {
    code
    imageDataUrl
    pairingCode
    attempt
    expiresAt
  }
}
    ` as unknown as DocumentNode<ChannelQrCodeChangedSubscription, ChannelQrCodeChangedSubscriptionVariables>;
export const ReconnectChannelDocument = gql`
    mutation ReconnectChannel($input: IdInput!) {
  reconnectChannel(input: $input) {
    channel {
      ...ChannelParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<ReconnectChannelMutation, ReconnectChannelMutationVariables>;
export const DisconnectChannelDocument = gql`
    mutation DisconnectChannel($input: IdInput!) {
  disconnectChannel(input: $input) {
    channel {
      ...ChannelParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<DisconnectChannelMutation, DisconnectChannelMutationVariables>;
export const DeleteChannelDocument = gql`
    mutation DeleteChannel($input: IdInput!) {
  deleteChannel(input: $input) {
    deletedId
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<DeleteChannelMutation, DeleteChannelMutationVariables>;
export const UpdateChannelDocument = gql`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      ...ChannelParts
      ...ChannelSettings
      ...ChannelHours
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ChannelPartsFragmentDoc}
${ChannelSettingsFragmentDoc}
${ChannelHoursFragmentDoc}` as unknown as DocumentNode<UpdateChannelMutation, UpdateChannelMutationVariables>;
export const BindChannelDocument = gql`
    mutation BindChannel($input: BindChannelInput!) {
  bindChannel(input: $input) {
    channel {
      ...ChannelParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<BindChannelMutation, BindChannelMutationVariables>;
export const IntegrationsDocument = gql`
    query Integrations($removals: Boolean!) {
  eventCursor
  integrations {
    id
    ... on Channel {
      ...ChannelParts
    }
  }
  channelRemovals @include(if: $removals) {
    displayName
    instanceName
    requestedAt
    problem
  }
  agents(first: 50) {
    edges {
      node {
        id
        name
      }
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<IntegrationsQuery, IntegrationsQueryVariables>;
export const EvolutionServerDocument = gql`
    query EvolutionServer {
  eventCursor
  evolutionServerAllowed
  evolutionServer {
    url
    updatedAt
  }
}
    ` as unknown as DocumentNode<EvolutionServerQuery, EvolutionServerQueryVariables>;
export const EvolutionServerEventsDocument = gql`
    subscription EvolutionServerEvents($after: EventCursor) {
  events(types: [EVOLUTION_SERVER_CHANGED], after: $after) {
    cursor
  }
}
    ` as unknown as DocumentNode<EvolutionServerEventsSubscription, EvolutionServerEventsSubscriptionVariables>;
export const SaveEvolutionServerDocument = gql`
    mutation SaveEvolutionServer($input: SaveEvolutionServerInput!) {
  saveEvolutionServer(input: $input) {
    evolutionServer {
      url
      updatedAt
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<SaveEvolutionServerMutation, SaveEvolutionServerMutationVariables>;
export const RemoveEvolutionServerDocument = gql`
    mutation RemoveEvolutionServer {
  removeEvolutionServer {
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<RemoveEvolutionServerMutation, RemoveEvolutionServerMutationVariables>;
export const IntegrationEventsDocument = gql`
    subscription IntegrationEvents($after: EventCursor) {
  events(
    types: [INTEGRATION_CHANGED, CHANNEL_CHANGED, CHANNEL_DELETED, CHANNEL_REMOVAL_CHANGED, AGENT_CHANGED, AGENT_DELETED]
    after: $after
  ) {
    cursor
    type
    nodeId
  }
}
    ` as unknown as DocumentNode<IntegrationEventsSubscription, IntegrationEventsSubscriptionVariables>;
export const ChannelDetailDocument = gql`
    query ChannelDetail($id: ID!) {
  eventCursor
  teams {
    id
    name
    assignment
  }
  node(id: $id) {
    id
    ... on Channel {
      ...ChannelParts
      ...ChannelSettings
      ...ChannelHours
      firstContactBudget {
        limit
        used
        resetsAt
      }
      connectionHistory(first: 60) {
        edges {
          cursor
          node {
            state
            since
            reason
            evidence
            lastEvidenceAt
          }
        }
      }
    }
  }
  agents(first: 50) {
    edges {
      node {
        id
        name
      }
    }
  }
}
    ${ChannelPartsFragmentDoc}
${ChannelSettingsFragmentDoc}
${ChannelHoursFragmentDoc}` as unknown as DocumentNode<ChannelDetailQuery, ChannelDetailQueryVariables>;
export const ChannelEventsDocument = gql`
    subscription ChannelEvents($after: EventCursor) {
  events(
    types: [CHANNEL_CONNECTION_CHANGED, CHANNEL_CHANGED, CHANNEL_DELETED]
    after: $after
  ) {
    cursor
    type
    nodeId
  }
}
    ` as unknown as DocumentNode<ChannelEventsSubscription, ChannelEventsSubscriptionVariables>;
export const ActivateAgentDocument = gql`
    mutation ActivateAgent($input: SetAgentStatusInput!) {
  setAgentStatus(input: $input) {
    agent {
      id
      status
      version
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<ActivateAgentMutation, ActivateAgentMutationVariables>;
export const IntegrationChangedDocument = gql`
    subscription IntegrationChanged {
  integrationChanged {
    id
    ... on Channel {
      ...ChannelParts
    }
  }
}
    ${ChannelPartsFragmentDoc}` as unknown as DocumentNode<IntegrationChangedSubscription, IntegrationChangedSubscriptionVariables>;
export const ViewerDocument = gql`
    query Viewer {
  viewer {
    ...ViewerParts
  }
}
    ${ViewerPartsFragmentDoc}` as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const LogoutDocument = gql`
    mutation Logout {
  logout {
    ok
  }
}
    ` as unknown as DocumentNode<LogoutMutation, LogoutMutationVariables>;
export const EventCursorDocument = gql`
    query EventCursor {
  eventCursor
}
    ` as unknown as DocumentNode<EventCursorQuery, EventCursorQueryVariables>;
export const LoginDocument = gql`
    mutation Login($input: LoginInput!) {
  login(input: $input) {
    viewer {
      ...ViewerParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ViewerPartsFragmentDoc}` as unknown as DocumentNode<LoginMutation, LoginMutationVariables>;
export const RegisterDocument = gql`
    mutation Register($input: RegisterInput!) {
  register(input: $input) {
    viewer {
      ...ViewerParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ViewerPartsFragmentDoc}` as unknown as DocumentNode<RegisterMutation, RegisterMutationVariables>;
export const OpenInvitationDocument = gql`
    query OpenInvitation($token: String!) {
  openInvitation(token: $token) {
    tenantName
    email
    role
    hasLogin
  }
}
    ` as unknown as DocumentNode<OpenInvitationQuery, OpenInvitationQueryVariables>;
export const AcceptInvitationDocument = gql`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    viewer {
      ...ViewerParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ViewerPartsFragmentDoc}` as unknown as DocumentNode<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const RequestPasswordResetDocument = gql`
    mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) {
    ok
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const ResetPasswordDocument = gql`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    viewer {
      ...ViewerParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ViewerPartsFragmentDoc}` as unknown as DocumentNode<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const InboxCannedRepliesDocument = gql`
    query InboxCannedReplies {
  cannedReplies {
    id
    shortcut
    text
    shared
  }
}
    ` as unknown as DocumentNode<InboxCannedRepliesQuery, InboxCannedRepliesQueryVariables>;
export const InboxSaveCannedReplyDocument = gql`
    mutation InboxSaveCannedReply($input: SaveCannedReplyInput!) {
  saveCannedReply(input: $input) {
    cannedReply {
      id
      shortcut
      text
      shared
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<InboxSaveCannedReplyMutation, InboxSaveCannedReplyMutationVariables>;
export const InboxDeleteCannedReplyDocument = gql`
    mutation InboxDeleteCannedReply($input: IdInput!) {
  deleteCannedReply(input: $input) {
    deletedId
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<InboxDeleteCannedReplyMutation, InboxDeleteCannedReplyMutationVariables>;
export const InboxScheduleMessageDocument = gql`
    mutation InboxScheduleMessage($input: ScheduleMessageInput!) {
  scheduleMessage(input: $input) {
    scheduledMessage {
      id
      conversation {
        ...ConversationParts
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxScheduleMessageMutation, InboxScheduleMessageMutationVariables>;
export const InboxUpdateScheduledMessageDocument = gql`
    mutation InboxUpdateScheduledMessage($input: UpdateScheduledMessageInput!) {
  updateScheduledMessage(input: $input) {
    scheduledMessage {
      id
      conversation {
        ...ConversationParts
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxUpdateScheduledMessageMutation, InboxUpdateScheduledMessageMutationVariables>;
export const InboxCancelScheduledMessageDocument = gql`
    mutation InboxCancelScheduledMessage($input: IdInput!) {
  cancelScheduledMessage(input: $input) {
    deletedId
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<InboxCancelScheduledMessageMutation, InboxCancelScheduledMessageMutationVariables>;
export const InboxSendScheduledMessageDocument = gql`
    mutation InboxSendScheduledMessage($input: IdInput!) {
  sendScheduledMessage(input: $input) {
    message {
      ...MessageParts
      conversation {
        ...ConversationParts
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${MessagePartsFragmentDoc}
${ConversationPartsFragmentDoc}` as unknown as DocumentNode<InboxSendScheduledMessageMutation, InboxSendScheduledMessageMutationVariables>;
export const InboxConversationsDocument = gql`
    query InboxConversations($filter: ConversationFilter, $first: Int!, $after: String) {
  conversations(filter: $filter, first: $first, after: $after) {
    edges {
      __typename
      cursor
      node {
        ...ConversationParts
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxConversationsQuery, InboxConversationsQueryVariables>;
export const InboxCountsDocument = gql`
    query InboxCounts {
  inboxCounts {
    mine
    unassigned
    agent
    all
  }
}
    ` as unknown as DocumentNode<InboxCountsQuery, InboxCountsQueryVariables>;
export const InboxConversationDocument = gql`
    query InboxConversation($id: ID!) {
  node(id: $id) {
    id
    __typename
    ... on Conversation {
      ...ConversationParts
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxConversationQuery, InboxConversationQueryVariables>;
export const InboxTimelineDocument = gql`
    query InboxTimeline($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $around: ID) {
  node(id: $id) {
    id
    __typename
    ... on Conversation {
      messages(
        first: $first
        after: $after
        last: $last
        before: $before
        around: $around
      ) {
        edges {
          __typename
          cursor
          node {
            ...MessageParts
          }
        }
        pageInfo {
          hasNextPage
          endCursor
          hasPreviousPage
          startCursor
        }
      }
    }
  }
}
    ${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxTimelineQuery, InboxTimelineQueryVariables>;
export const InboxUnreadDocument = gql`
    query InboxUnread($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    id
    __typename
    ... on Conversation {
      messages(first: $first, after: $after) {
        edges {
          node {
            id
            direction
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxUnreadQuery, InboxUnreadQueryVariables>;
export const InboxNumbersDocument = gql`
    query InboxNumbers {
  channels(first: 1) {
    edges {
      node {
        id
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxNumbersQuery, InboxNumbersQueryVariables>;
export const InboxMembersDocument = gql`
    query InboxMembers {
  members(first: 100) {
    edges {
      node {
        id
        active
        availability
        user {
          id
          name
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxMembersQuery, InboxMembersQueryVariables>;
export const InboxTakersDocument = gql`
    query InboxTakers {
  members(first: 100) {
    edges {
      node {
        id
        active
        availability
        openConversations
        user {
          id
          name
        }
      }
    }
  }
  teams {
    id
    name
    members {
      id
    }
  }
}
    ` as unknown as DocumentNode<InboxTakersQuery, InboxTakersQueryVariables>;
export const InboxActivityDocument = gql`
    query InboxActivity($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    id
    __typename
    ... on Conversation {
      activity(first: $first, after: $after) {
        edges {
          node {
            ...ActivityParts
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    ${ActivityPartsFragmentDoc}` as unknown as DocumentNode<InboxActivityQuery, InboxActivityQueryVariables>;
export const InboxFiltersDocument = gql`
    query InboxFilters {
  teams {
    id
    name
  }
  channels(first: 100) {
    edges {
      node {
        id
        displayName
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxFiltersQuery, InboxFiltersQueryVariables>;
export const InboxConversationCountsDocument = gql`
    query InboxConversationCounts($filters: [ConversationFilter!]!) {
  conversationCounts(filters: $filters)
}
    ` as unknown as DocumentNode<InboxConversationCountsQuery, InboxConversationCountsQueryVariables>;
export const InboxContactHistoryDocument = gql`
    query InboxContactHistory($id: ID!) {
  node(id: $id) {
    id
    __typename
    ... on Contact {
      id
      name
      phones
      createdAt
      conversations(first: 20) {
        edges {
          node {
            id
            status
            lastActivityAt
            channel {
              id
              displayName
              phoneNumber
            }
          }
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxContactHistoryQuery, InboxContactHistoryQueryVariables>;
export const InboxLabelsDocument = gql`
    query InboxLabels {
  labels {
    ...LabelParts
  }
}
    ${LabelPartsFragmentDoc}` as unknown as DocumentNode<InboxLabelsQuery, InboxLabelsQueryVariables>;
export const InboxSaveLabelDocument = gql`
    mutation InboxSaveLabel($input: SaveLabelInput!) {
  saveLabel(input: $input) {
    label {
      ...LabelParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${LabelPartsFragmentDoc}` as unknown as DocumentNode<InboxSaveLabelMutation, InboxSaveLabelMutationVariables>;
export const InboxDeleteLabelDocument = gql`
    mutation InboxDeleteLabel($input: IdInput!) {
  deleteLabel(input: $input) {
    deletedId
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<InboxDeleteLabelMutation, InboxDeleteLabelMutationVariables>;
export const InboxSendMessageDocument = gql`
    mutation InboxSendMessage($input: SendMessageInput!) {
  sendMessage(input: $input) {
    __typename
    message {
      ...MessageParts
      conversation {
        ...ConversationParts
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${MessagePartsFragmentDoc}
${ConversationPartsFragmentDoc}` as unknown as DocumentNode<InboxSendMessageMutation, InboxSendMessageMutationVariables>;
export const InboxCancelMessageDocument = gql`
    mutation InboxCancelMessage($input: IdInput!) {
  cancelMessage(input: $input) {
    __typename
    conversation {
      ...ConversationParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxCancelMessageMutation, InboxCancelMessageMutationVariables>;
export const InboxSetTypingDocument = gql`
    mutation InboxSetTyping($input: SetTypingInput!) {
  setTyping(input: $input) {
    userErrors {
      code
    }
  }
}
    ` as unknown as DocumentNode<InboxSetTypingMutation, InboxSetTypingMutationVariables>;
export const InboxRetryMessageDocument = gql`
    mutation InboxRetryMessage($input: IdInput!) {
  retryMessage(input: $input) {
    __typename
    message {
      ...MessageParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxRetryMessageMutation, InboxRetryMessageMutationVariables>;
export const InboxMarkReadDocument = gql`
    mutation InboxMarkRead($input: MarkConversationReadInput!) {
  markConversationRead(input: $input) {
    __typename
    conversation {
      __typename
      id
      unreadCount
      version
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<InboxMarkReadMutation, InboxMarkReadMutationVariables>;
export const InboxMarkUnreadDocument = gql`
    mutation InboxMarkUnread($input: IdInput!) {
  markConversationUnread(input: $input) {
    __typename
    conversation {
      __typename
      id
      unreadCount
      version
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<InboxMarkUnreadMutation, InboxMarkUnreadMutationVariables>;
export const InboxTakeOverDocument = gql`
    mutation InboxTakeOver($input: IdInput!) {
  takeOverConversation(input: $input) {
    __typename
    conversation {
      ...ConversationParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxTakeOverMutation, InboxTakeOverMutationVariables>;
export const InboxReturnToAgentDocument = gql`
    mutation InboxReturnToAgent($input: IdInput!) {
  returnConversationToAgent(input: $input) {
    __typename
    conversation {
      ...ConversationParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxReturnToAgentMutation, InboxReturnToAgentMutationVariables>;
export const InboxEditMessageDocument = gql`
    mutation InboxEditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    __typename
    message {
      ...MessageParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxEditMessageMutation, InboxEditMessageMutationVariables>;
export const InboxDeleteMessageDocument = gql`
    mutation InboxDeleteMessage($input: IdInput!) {
  deleteMessage(input: $input) {
    __typename
    message {
      ...MessageParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxDeleteMessageMutation, InboxDeleteMessageMutationVariables>;
export const InboxReactToMessageDocument = gql`
    mutation InboxReactToMessage($input: ReactToMessageInput!) {
  reactToMessage(input: $input) {
    __typename
    message {
      ...MessageParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxReactToMessageMutation, InboxReactToMessageMutationVariables>;
export const InboxUpdateConversationsDocument = gql`
    mutation InboxUpdateConversations($input: UpdateConversationsInput!) {
  updateConversations(input: $input) {
    __typename
    outcomes {
      __typename
      id
      conversation {
        ...ConversationParts
      }
      userErrors {
        code
        message
        path
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxUpdateConversationsMutation, InboxUpdateConversationsMutationVariables>;
export const InboxTransferConversationDocument = gql`
    mutation InboxTransferConversation($input: TransferConversationInput!) {
  transferConversation(input: $input) {
    __typename
    conversation {
      ...ConversationParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxTransferConversationMutation, InboxTransferConversationMutationVariables>;
export const InboxChannelStateDocument = gql`
    subscription InboxChannelState($channelId: ID!) {
  channelConnection(channelId: $channelId) {
    state
    since
    reason
    channel {
      id
      connection {
        state
        since
        reason
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxChannelStateSubscription, InboxChannelStateSubscriptionVariables>;
export const InboxMessageReceivedDocument = gql`
    subscription InboxMessageReceived($after: EventCursor) {
  messageReceived(after: $after) {
    cursor
    message {
      ...MessageParts
      conversation {
        ...ConversationParts
      }
    }
  }
}
    ${MessagePartsFragmentDoc}
${ConversationPartsFragmentDoc}` as unknown as DocumentNode<InboxMessageReceivedSubscription, InboxMessageReceivedSubscriptionVariables>;
export const InboxMessageChangedDocument = gql`
    subscription InboxMessageChanged($after: EventCursor) {
  messageChanged(after: $after) {
    cursor
    nodeId
    message {
      ...MessageParts
    }
  }
}
    ${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxMessageChangedSubscription, InboxMessageChangedSubscriptionVariables>;
export const InboxConversationChangedDocument = gql`
    subscription InboxConversationChanged($after: EventCursor) {
  conversationChanged(after: $after) {
    cursor
    nodeId
    conversation {
      ...ConversationParts
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxConversationChangedSubscription, InboxConversationChangedSubscriptionVariables>;
export const InboxPresenceDocument = gql`
    subscription InboxPresence($conversationId: ID!) {
  conversationPresence(conversationId: $conversationId) {
    typing
    member {
      id
      user {
        id
        name
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxPresenceSubscription, InboxPresenceSubscriptionVariables>;
export const InboxTypingDocument = gql`
    subscription InboxTyping($conversationId: ID!) {
  typing(conversationId: $conversationId) {
    typing
    author {
      __typename
      ... on Contact {
        id
        name
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxTypingSubscription, InboxTypingSubscriptionVariables>;
export const InboxSharingEventsDocument = gql`
    subscription InboxSharingEvents($after: EventCursor, $types: [EventType!]) {
  events(after: $after, types: $types) {
    __typename
    cursor
    type
    nodeId
    changes
    ... on EntityEvent {
      node {
        __typename
        id
        ... on Label {
          ...LabelParts
        }
        ... on ConversationActivity {
          ...ActivityParts
          conversation {
            id
          }
        }
      }
    }
  }
}
    ${LabelPartsFragmentDoc}
${ActivityPartsFragmentDoc}` as unknown as DocumentNode<InboxSharingEventsSubscription, InboxSharingEventsSubscriptionVariables>;
export const InboxCreateUploadDocument = gql`
    mutation InboxCreateUpload($input: CreateUploadInput!) {
  createUpload(input: $input) {
    upload {
      id
      url
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<InboxCreateUploadMutation, InboxCreateUploadMutationVariables>;
export const InboxPersonDocument = gql`
    query InboxPerson($id: ID!) {
  node(id: $id) {
    id
    __typename
    ... on Contact {
      ...PersonParts
    }
  }
}
    ${PersonPartsFragmentDoc}` as unknown as DocumentNode<InboxPersonQuery, InboxPersonQueryVariables>;
export const InboxContactSearchDocument = gql`
    query InboxContactSearch($search: String, $first: Int!) {
  contacts(filter: {search: $search}, first: $first) {
    edges {
      node {
        id
        name
        phones
        avatarUrl
        optedOut
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxContactSearchQuery, InboxContactSearchQueryVariables>;
export const InboxContactThreadDocument = gql`
    query InboxContactThread($id: ID!) {
  node(id: $id) {
    id
    ... on Contact {
      conversations(first: 1) {
        edges {
          node {
            id
          }
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxContactThreadQuery, InboxContactThreadQueryVariables>;
export const InboxMergePairDocument = gql`
    query InboxMergePair($one: ID!, $other: ID!) {
  one: node(id: $one) {
    id
    __typename
    ... on Contact {
      ...MergeSide
    }
  }
  other: node(id: $other) {
    id
    __typename
    ... on Contact {
      ...MergeSide
    }
  }
}
    ${MergeSideFragmentDoc}
${PersonPartsFragmentDoc}` as unknown as DocumentNode<InboxMergePairQuery, InboxMergePairQueryVariables>;
export const InboxContactChangedDocument = gql`
    subscription InboxContactChanged($after: EventCursor) {
  contactChanged(after: $after) {
    cursor
    type
    changes
    contact {
      ...PersonParts
      ...ReplyLimits
    }
  }
}
    ${PersonPartsFragmentDoc}
${ReplyLimitsFragmentDoc}` as unknown as DocumentNode<InboxContactChangedSubscription, InboxContactChangedSubscriptionVariables>;
export const InboxSaveContactDocument = gql`
    mutation InboxSaveContact($input: SaveContactInput!) {
  saveContact(input: $input) {
    contact {
      ...PersonParts
    }
    userErrors {
      code
      message
    }
  }
}
    ${PersonPartsFragmentDoc}` as unknown as DocumentNode<InboxSaveContactMutation, InboxSaveContactMutationVariables>;
export const InboxSetOptOutDocument = gql`
    mutation InboxSetOptOut($input: SetContactOptOutInput!) {
  setContactOptOut(input: $input) {
    contact {
      ...PersonParts
      ...ReplyLimits
    }
    userErrors {
      code
      message
    }
  }
}
    ${PersonPartsFragmentDoc}
${ReplyLimitsFragmentDoc}` as unknown as DocumentNode<InboxSetOptOutMutation, InboxSetOptOutMutationVariables>;
export const InboxMergeContactsDocument = gql`
    mutation InboxMergeContacts($input: MergeContactsInput!) {
  mergeContacts(input: $input) {
    contact {
      ...MergeSide
    }
    userErrors {
      code
      message
    }
  }
}
    ${MergeSideFragmentDoc}
${PersonPartsFragmentDoc}` as unknown as DocumentNode<InboxMergeContactsMutation, InboxMergeContactsMutationVariables>;
export const InboxSplitContactDocument = gql`
    mutation InboxSplitContact($input: SplitContactInput!) {
  splitContact(input: $input) {
    contact {
      ...PersonParts
    }
    userErrors {
      code
      message
    }
  }
}
    ${PersonPartsFragmentDoc}` as unknown as DocumentNode<InboxSplitContactMutation, InboxSplitContactMutationVariables>;
export const InboxStartChannelsDocument = gql`
    query InboxStartChannels {
  channels(first: 100) {
    edges {
      node {
        id
        displayName
        connection {
          state
        }
        firstContactBudget {
          used
          limit
          resetsAt
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<InboxStartChannelsQuery, InboxStartChannelsQueryVariables>;
export const InboxStartConversationDocument = gql`
    mutation InboxStartConversation($input: StartConversationInput!) {
  startConversation(input: $input) {
    conversation {
      ...ConversationParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ConversationPartsFragmentDoc}
${MessagePartsFragmentDoc}` as unknown as DocumentNode<InboxStartConversationMutation, InboxStartConversationMutationVariables>;
export const NotificationsDocument = gql`
    query Notifications {
  eventCursor
  notifications(first: 30) {
    unreadCount
    edges {
      node {
        ...NotificationParts
      }
    }
  }
  notificationSettings {
    ...NotificationSettingsParts
  }
}
    ${NotificationPartsFragmentDoc}
${NotificationSettingsPartsFragmentDoc}` as unknown as DocumentNode<NotificationsQuery, NotificationsQueryVariables>;
export const UnreadNotificationsDocument = gql`
    query UnreadNotifications($first: Int!) {
  notifications(unreadOnly: true, first: $first) {
    unreadCount
    edges {
      node {
        id
      }
    }
  }
}
    ` as unknown as DocumentNode<UnreadNotificationsQuery, UnreadNotificationsQueryVariables>;
export const NotificationReceivedDocument = gql`
    subscription NotificationReceived($after: EventCursor) {
  notificationReceived(after: $after) {
    cursor
    type
    nodeId
    notification {
      ...NotificationParts
    }
  }
}
    ${NotificationPartsFragmentDoc}` as unknown as DocumentNode<NotificationReceivedSubscription, NotificationReceivedSubscriptionVariables>;
export const MarkNotificationsReadDocument = gql`
    mutation MarkNotificationsRead($input: IdsInput!) {
  markNotificationsRead(input: $input) {
    notifications {
      ...NotificationParts
    }
    userErrors {
      code
      message
    }
  }
}
    ${NotificationPartsFragmentDoc}` as unknown as DocumentNode<MarkNotificationsReadMutation, MarkNotificationsReadMutationVariables>;
export const SaveNotificationSettingsDocument = gql`
    mutation SaveNotificationSettings($input: SaveNotificationSettingsInput!) {
  saveNotificationSettings(input: $input) {
    settings {
      ...NotificationSettingsParts
    }
    userErrors {
      code
      message
    }
  }
}
    ${NotificationSettingsPartsFragmentDoc}` as unknown as DocumentNode<SaveNotificationSettingsMutation, SaveNotificationSettingsMutationVariables>;
export const SavePushSubscriptionDocument = gql`
    mutation SavePushSubscription($input: SavePushSubscriptionInput!) {
  savePushSubscription(input: $input) {
    userErrors {
      code
      message
    }
  }
}
    ` as unknown as DocumentNode<SavePushSubscriptionMutation, SavePushSubscriptionMutationVariables>;
export const RemovePushSubscriptionDocument = gql`
    mutation RemovePushSubscription($input: RemovePushSubscriptionInput!) {
  removePushSubscription(input: $input) {
    userErrors {
      code
      message
    }
  }
}
    ` as unknown as DocumentNode<RemovePushSubscriptionMutation, RemovePushSubscriptionMutationVariables>;
export const SendTestPushDocument = gql`
    mutation SendTestPush {
  sendTestPush {
    browsers
    userErrors {
      code
      message
    }
  }
}
    ` as unknown as DocumentNode<SendTestPushMutation, SendTestPushMutationVariables>;
export const SettingsMembersDocument = gql`
    query SettingsMembers($after: String) {
  eventCursor
  members(first: 100, after: $after) {
    edges {
      node {
        ...MemberParts
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  teams {
    ...TeamParts
  }
  roles {
    role
    permissions
    manages
  }
}
    ${MemberPartsFragmentDoc}
${TeamPartsFragmentDoc}` as unknown as DocumentNode<SettingsMembersQuery, SettingsMembersQueryVariables>;
export const SettingsInvitationsDocument = gql`
    query SettingsInvitations {
  invitations {
    ...InvitationParts
  }
}
    ${InvitationPartsFragmentDoc}` as unknown as DocumentNode<SettingsInvitationsQuery, SettingsInvitationsQueryVariables>;
export const PeopleEventsDocument = gql`
    subscription PeopleEvents($after: EventCursor) {
  events(types: [MEMBER_CHANGED, TEAM_CHANGED], after: $after) {
    cursor
    type
    nodeId
  }
}
    ` as unknown as DocumentNode<PeopleEventsSubscription, PeopleEventsSubscriptionVariables>;
export const SettingsOpenWorkDocument = gql`
    query SettingsOpenWork($memberId: ID!) {
  conversations(
    filter: {assigneeId: $memberId, status: [OPEN, PENDING, SNOOZED]}
    first: 100
  ) {
    edges {
      node {
        id
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    ` as unknown as DocumentNode<SettingsOpenWorkQuery, SettingsOpenWorkQueryVariables>;
export const InviteMemberDocument = gql`
    mutation InviteMember($input: InviteMemberInput!) {
  inviteMember(input: $input) {
    acceptUrl
    invitation {
      ...InvitationParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${InvitationPartsFragmentDoc}` as unknown as DocumentNode<InviteMemberMutation, InviteMemberMutationVariables>;
export const ResendInvitationDocument = gql`
    mutation ResendInvitation($input: IdInput!) {
  resendInvitation(input: $input) {
    acceptUrl
    invitation {
      ...InvitationParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${InvitationPartsFragmentDoc}` as unknown as DocumentNode<ResendInvitationMutation, ResendInvitationMutationVariables>;
export const RevokeInvitationDocument = gql`
    mutation RevokeInvitation($input: IdInput!) {
  revokeInvitation(input: $input) {
    deletedId
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const UpdateMemberDocument = gql`
    mutation UpdateMember($input: UpdateMemberInput!) {
  updateMember(input: $input) {
    member {
      ...MemberParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${MemberPartsFragmentDoc}` as unknown as DocumentNode<UpdateMemberMutation, UpdateMemberMutationVariables>;
export const SaveTeamDocument = gql`
    mutation SaveTeam($input: SaveTeamInput!) {
  saveTeam(input: $input) {
    team {
      ...TeamParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${TeamPartsFragmentDoc}` as unknown as DocumentNode<SaveTeamMutation, SaveTeamMutationVariables>;
export const DeleteTeamDocument = gql`
    mutation DeleteTeam($input: IdInput!) {
  deleteTeam(input: $input) {
    deletedId
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<DeleteTeamMutation, DeleteTeamMutationVariables>;
export const SettingsProfileDocument = gql`
    query SettingsProfile {
  viewer {
    user {
      id
      name
      email
      locale
    }
    secondFactor {
      enabledAt
      recoveryCodesLeft
    }
  }
}
    ` as unknown as DocumentNode<SettingsProfileQuery, SettingsProfileQueryVariables>;
export const UpdateProfileDocument = gql`
    mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    user {
      id
      name
      locale
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const StartSecondFactorDocument = gql`
    mutation StartSecondFactor($input: StartSecondFactorInput!) {
  startSecondFactor(input: $input) {
    setup {
      secret
      qrCode
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<StartSecondFactorMutation, StartSecondFactorMutationVariables>;
export const ConfirmSecondFactorDocument = gql`
    mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
  confirmSecondFactor(input: $input) {
    recoveryCodes
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<ConfirmSecondFactorMutation, ConfirmSecondFactorMutationVariables>;
export const RenewRecoveryCodesDocument = gql`
    mutation RenewRecoveryCodes($input: SecondFactorProofInput!) {
  renewRecoveryCodes(input: $input) {
    recoveryCodes
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<RenewRecoveryCodesMutation, RenewRecoveryCodesMutationVariables>;
export const EndSecondFactorDocument = gql`
    mutation EndSecondFactor($input: SecondFactorProofInput!) {
  endSecondFactor(input: $input) {
    ok
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<EndSecondFactorMutation, EndSecondFactorMutationVariables>;
export const SettingsSessionsDocument = gql`
    query SettingsSessions {
  sessions {
    id
    createdAt
    lastSeenAt
    current
    ip
    userAgent
  }
}
    ` as unknown as DocumentNode<SettingsSessionsQuery, SettingsSessionsQueryVariables>;
export const RevokeSessionDocument = gql`
    mutation RevokeSession($input: IdInput!) {
  revokeSession(input: $input) {
    deletedId
    userErrors {
      code
      message
      path
    }
  }
}
    ` as unknown as DocumentNode<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const RevokeOtherSessionsDocument = gql`
    mutation RevokeOtherSessions {
  revokeOtherSessions {
    ended
  }
}
    ` as unknown as DocumentNode<RevokeOtherSessionsMutation, RevokeOtherSessionsMutationVariables>;
export const SettingsApiKeysDocument = gql`
    query SettingsApiKeys {
  apiKeys {
    ...ApiKeyParts
  }
}
    ${ApiKeyPartsFragmentDoc}` as unknown as DocumentNode<SettingsApiKeysQuery, SettingsApiKeysQueryVariables>;
export const CreateApiKeyDocument = gql`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey {
      ...ApiKeyParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ApiKeyPartsFragmentDoc}` as unknown as DocumentNode<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = gql`
    mutation RevokeApiKey($input: IdInput!) {
  revokeApiKey(input: $input) {
    apiKey {
      ...ApiKeyParts
    }
    userErrors {
      code
      message
      path
    }
  }
}
    ${ApiKeyPartsFragmentDoc}` as unknown as DocumentNode<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;