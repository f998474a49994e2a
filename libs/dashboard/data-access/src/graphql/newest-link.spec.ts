import type { FetchResult } from '@apollo/client';
import { ApolloClient, ApolloLink, gql } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { Subject } from 'rxjs';
import { createCache } from './cache';
import { NewestLink } from './newest-link';

const CONVERSATION = gql`
  query Conversation {
    node(id: "c") {
      id
      ... on Conversation {
        version
        status
      }
    }
  }
`;
const CLOSE = gql`
  mutation Close {
    updateConversation(input: { id: "c", status: CLOSED }) {
      conversation {
        id
        version
        status
      }
    }
  }
`;
const CHANGED = gql`
  subscription Changed {
    conversationChanged {
      cursor
      conversation {
        id
        version
        status
      }
    }
  }
`;
const conversation = (version: number, status: string) => ({ __typename: 'Conversation', id: 'c', version, status });
const turn = () => new Promise((done) => setTimeout(done));

describe('NewestLink', () => {
  const setUp = () => {
    const answers: Subject<FetchResult>[] = [];
    const events = new Subject<FetchResult>();
    const transport = new ApolloLink(({ operationType }) => {
      if (operationType === OperationTypeNode.SUBSCRIPTION) return events;
      const answer = new Subject<FetchResult>();
      answers.push(answer);
      return answer;
    });
    const client = new ApolloClient({ link: ApolloLink.from([new NewestLink(), transport]), cache: createCache() });
    client.subscribe({ query: CHANGED }).subscribe(() => undefined);
    return {
      client,
      asked: () => answers.length,
      answer: (data: object) => {
        const last = answers.at(-1) as Subject<FetchResult>;
        last.next({ data });
        last.complete();
      },
      event: (version: number, status: string) =>
        events.next({
          data: {
            conversationChanged: {
              __typename: 'ConversationEvent',
              cursor: String(version),
              conversation: conversation(version, status),
            },
          },
        }),
      shown: () =>
        client.readFragment<{ status: string }>({
          id: 'Conversation:c',
          fragment: gql`
            fragment Status on Conversation {
              status
            }
          `,
        })?.status,
    };
  };

  it('asks a query again that an event overtook', async () => {
    const { client, asked, answer, event, shown } = setUp();
    const read = client.query({ query: CONVERSATION, fetchPolicy: 'network-only' });
    event(2, 'CLOSED');
    answer({ node: conversation(1, 'OPEN') });
    expect(asked()).toBe(2);
    answer({ node: conversation(2, 'CLOSED') });
    await read;
    expect(shown()).toBe('CLOSED');
  });

  it('asks once when nothing came in between, and no more than three times', async () => {
    const { client, asked, answer, event } = setUp();
    const read = client.query({ query: CONVERSATION, fetchPolicy: 'network-only' });
    answer({ node: conversation(1, 'OPEN') });
    await read;
    expect(asked()).toBe(1);

    const again = client.query({ query: CONVERSATION, fetchPolicy: 'network-only' });
    for (let version = 2; asked() < 4; version++) {
      event(version, 'OPEN');
      answer({ node: conversation(version, 'OPEN') });
    }
    event(9, 'OPEN');
    answer({ node: conversation(9, 'OPEN') });
    await again;
    expect(asked()).toBe(4);
  });

  it('keeps the event that overtook the answer of a mutation', async () => {
    const { client, answer, event, shown } = setUp();
    const closed = client.mutate({ mutation: CLOSE });
    event(2, 'CLOSED');
    event(3, 'SNOOZED');
    answer({ updateConversation: { __typename: 'ConversationPayload', conversation: conversation(2, 'CLOSED') } });
    await closed;
    await turn();
    expect(shown()).toBe('SNOOZED');
  });
});
