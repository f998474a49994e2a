import { TestBed } from '@angular/core/testing';
import type { Message } from '../inbox.model';
import { settled, withServer, type Asked } from '../testing-apollo.fixture';
import { fromContact } from './thread.fixture';
import { TimelineFeed } from './timeline-feed';

const ID = btoa('Conversation:1');
const history = Array.from({ length: 90 }, (_, index) =>
  fromContact({
    id: btoa(`Message:${index}`),
    text: `m${index}`,
    sortKey: String(index).padStart(4, '0'),
    author: { __typename: 'Contact', id: btoa('Contact:1'), name: 'Maria' },
  }),
);

function pages(messages: Message[]) {
  return ({ variables }: Asked) => {
    const newestFirst = [...messages].reverse();
    const from = variables['after'] ? newestFirst.findIndex(({ id }) => id === variables['after']) + 1 : 0;
    const page = newestFirst.slice(from, from + (variables['first'] as number));
    return {
      node: {
        __typename: 'Conversation',
        id: ID,
        messages: {
          __typename: 'MessageConnection',
          edges: page.map((node) => ({ __typename: 'MessageEdge', cursor: node.id, node })),
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: from + page.length < newestFirst.length,
            endCursor: page.at(-1)?.id ?? null,
          },
        },
      },
    };
  };
}

async function open() {
  const server = withServer(pages(history));
  const feed = TestBed.configureTestingModule({ providers: [TimelineFeed] }).inject(TimelineFeed);
  feed.conversationId.set(ID);
  await settled();
  return { feed, ...server };
}
const shown = (feed: TimelineFeed) =>
  feed
    .messages()
    .map(({ sortKey }) => Number(sortKey))
    .sort((a, b) => a - b);

describe('TimelineFeed', () => {
  it('reads the newest page, then older ones until the first message', async () => {
    const { feed, asked } = await open();
    expect(shown(feed)).toEqual(Array.from({ length: 40 }, (_, index) => 50 + index));
    await feed.loadOlder();
    await settled();
    await feed.loadOlder();
    await settled();
    expect(shown(feed)).toEqual(Array.from({ length: 90 }, (_, index) => index));
    expect(feed.hasOlder()).toBe(false);
    await feed.loadOlder();
    expect(asked).toHaveLength(3);
  });

  it('takes a live message in, once, without asking the server, and still finds the older page', async () => {
    const { feed, asked } = await open();
    const live = fromContact({
      id: btoa('Message:live'),
      sortKey: '0090',
      author: history[0]?.author as Message['author'],
    });
    feed.admit(ID, live);
    feed.admit(ID, live);
    await settled();
    expect(shown(feed).slice(-2)).toEqual([89, 90]);
    expect(feed.messages()).toHaveLength(41);
    expect(asked).toHaveLength(1);
    await feed.loadOlder();
    await settled();
    expect(shown(feed)).toEqual(Array.from({ length: 81 }, (_, index) => 10 + index));
  });

  it('does not take a message of another conversation', async () => {
    const { feed } = await open();
    feed.admit(btoa('Conversation:2'), fromContact({ id: btoa('Message:x') }));
    await settled();
    expect(feed.messages()).toHaveLength(40);
  });
});
