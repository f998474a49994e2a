import type { Conversation } from '../inbox.model';

export function conversation(more: Partial<Conversation> = {}): Conversation {
  return {
    __typename: 'Conversation',
    id: 'c1',
    version: 1,
    status: 'OPEN',
    handler: 'HUMAN',
    handoffReason: null,
    unreadCount: 0,
    lastActivityAt: '2026-11-24T10:00:00.000Z',
    labels: [],
    isGroup: false,
    snoozedUntil: null,
    replyUntil: null,
    contact: {
      id: 'contact',
      name: 'Maria',
      phones: ['+5511912345678'],
      avatarUrl: null,
      optedOut: false,
      createdAt: '2026-11-01T10:00:00.000Z',
    },
    channel: {
      id: 'channel',
      capabilities: [],
      displayName: 'Loja',
      phoneNumber: '+551130001000',
      connection: { state: 'CONNECTED', since: '2026-11-24T09:00:00.000Z', reason: null },
    },
    agent: null,
    assignee: null,
    team: null,
    scheduledMessages: [],
    lastMessage: null,
    ...more,
  };
}
