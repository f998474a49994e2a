import type { Message } from '../inbox.model';
import type { OutboxEntry } from '../live/outbox-entry';
import type { Activity } from './activity-line';
import type { Attachment } from './media-view';

export const ME = 'member-me';

let count = 0;
export function message(more: Partial<Message> = {}): Message {
  count++;
  return {
    __typename: 'Message',
    id: `m${count}`,
    direction: 'OUTBOUND',
    kind: 'TEXT',
    status: 'SENT',
    text: `text ${count}`,
    sortKey: String(count).padStart(8, '0'),
    sentAt: '2026-11-24T10:00:00.000Z',
    deliveredAt: null,
    readAt: null,
    editedAt: null,
    deletedAt: null,
    sendsAt: null,
    attachment: null,
    failure: null,
    author: { __typename: 'Member', id: ME, user: { id: 'u1', name: 'Ana' } },
    reactions: [],
    act: null,
    replyTo: null,
    quotedText: null,
    location: null,
    contactCards: [],
    poll: null,
    choice: null,
    referral: null,
    system: null,
    viewOnce: false,
    ephemeral: false,
    forwarded: false,
    mentionsUs: false,
    mentionedMembers: [],
    unsupportedType: null,
    ...more,
  };
}

export const fromContact = (more: Partial<Message> = {}): Message =>
  message({
    direction: 'INBOUND',
    status: 'RECEIVED',
    author: { __typename: 'Contact', id: 'contact', name: 'Maria' },
    ...more,
  });

export const fromAgent = (more: Partial<Message> = {}): Message =>
  message({ author: { __typename: 'Agent', id: 'agent', name: 'Lia' }, ...more });

export const outboxEntry = (more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  clientKey: 'key-1',
  conversationId: 'c1',
  text: 'Oi',
  createdAt: '2026-11-24T10:00:00.000Z',
  lastSortKey: null,
  state: 'waiting',
  problem: null,
  messageId: null,
  ...more,
});

export const attachment = (more: Partial<Attachment> = {}): Attachment => ({
  url: 'https://prosa.test/media/1',
  mimeType: 'image/jpeg',
  fileName: null,
  size: 1_000,
  durationSeconds: null,
  thumbnailUrl: null,
  state: 'READY',
  waveform: [],
  voice: false,
  videoNote: false,
  ...more,
});

export const activity = (more: Partial<Activity> = {}): Activity => ({
  __typename: 'ConversationActivity',
  id: `a${++count}`,
  kind: 'CLOSED',
  at: '2026-11-24T10:00:00.000Z',
  sortKey: String(count).padStart(8, '0'),
  reason: null,
  until: null,
  labelsAdded: [],
  labelsRemoved: [],
  note: null,
  actor: { __typename: 'Member', id: ME, user: { id: 'u1', name: 'Ana' } },
  member: null,
  team: null,
  ...more,
});
