import { InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { typeOfId } from './global-id';
import { threadWindow } from './thread-window';

/** Objects are kept once, by `id`: a live event that carries an object changes every view that shows it. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: {
      Node: [
        'Agent',
        'ApiKey',
        'Channel',
        'Contact',
        'Conversation',
        'ConversationActivity',
        'InboundEvent',
        'Invitation',
        'Job',
        'Label',
        'Member',
        'Message',
        'SavedView',
        'Session',
        'Team',
        'Tenant',
        'User',
      ],
      Integration: ['Channel'],
      Event: ['ContactEvent', 'ConversationEvent', 'EntityEvent', 'MessageEvent', 'NotificationEvent'],
      MessageAuthor: ['Agent', 'Channel', 'Contact', 'Member', 'PhoneOwner'],
    },
    typePolicies: {
      Query: {
        fields: {
          viewer: { merge: true },
          inboxCounts: { merge: true },
          teams: { merge: false },
          invitations: { merge: false },
          apiKeys: { merge: false },
          sessions: { merge: false },
          // By page size too: a short list asked for elsewhere must not cut a long one that is on the screen.
          agents: relayStylePagination(['first']),
          channels: relayStylePagination(['first']),
          conversations: relayStylePagination(['filter', 'first']),
          members: relayStylePagination(['first']),
          // What is already in the cache answers `node(id)` without asking the server.
          node: {
            read: (kept, { args, toReference, canRead }) =>
              kept === undefined ? knownNode(args?.['id'], toReference, canRead) : kept,
          },
        },
      },
      Message: { fields: { attachment: { merge: true } } },
      Conversation: {
        fields: {
          messages: threadWindow(),
          scheduledMessages: { merge: false },
          // Taken back: until the conversation's own event tells which is the last now.
          lastMessage: { read: (kept, { canRead }) => (kept && !canRead(kept) ? null : kept) },
        },
      },
      Channel: {
        fields: { connection: { merge: true }, connectionHistory: relayStylePagination(), agents: { merge: false } },
      },
      Member: { fields: { teams: { merge: false } } },
      Team: { fields: { members: { merge: false } } },
      Agent: { fields: { config: { merge: true }, channels: { merge: false } } },
    },
  });
}

type ToReference = (value: { __typename: string; id: string }) => unknown;

function knownNode(id: unknown, toReference: unknown, canRead: unknown): unknown {
  const typename = typeOfId(id);
  if (!typename) return undefined;
  const reference = (toReference as ToReference)({ __typename: typename, id: id as string });
  return (canRead as (value: unknown) => boolean)(reference) ? reference : undefined;
}
