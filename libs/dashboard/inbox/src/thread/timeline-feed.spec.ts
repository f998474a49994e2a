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
    const indexOf = (id: unknown) => newestFirst.findIndex((one) => one.id === id);
    const size = (variables['first'] ?? variables['last']) as number;
    const centre = variables['around'] ? indexOf(variables['around']) : -1;
    let from = 0;
    if (variables['around']) from = centre < 0 ? newestFirst.length : Math.max(0, centre - size / 2);
    else if (variables['after']) from = indexOf(variables['after']) + 1;
    else if (variables['before']) from = Math.max(0, indexOf(variables['before']) - size);
    const until = variables['before'] ? indexOf(variables['before']) : from + size;
    const page = newestFirst.slice(from, until);
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
            hasPreviousPage: from > 0,
            startCursor: page[0]?.id ?? null,
          },
        },
      },
    };
  };
}

async function open(messages = history) {
  const server = withServer(pages(messages));
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

  it('reads a thread anew that was joined with another or taken apart: nothing of before stays', async () => {
    const { feed, asked } = await open();
    await feed.loadOlder();
    await settled();
    await feed.readAnew();
    await settled();
    expect(shown(feed)).toEqual(Array.from({ length: 40 }, (_, index) => 50 + index));
    expect(feed.hasOlder()).toBe(true);
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

  it('goes to a message far away, where it stays, and back to the newest page by page', async () => {
    const { feed, asked } = await open();
    expect(await feed.goTo(history[20]?.id as string)).toBe('here');
    await settled();
    expect(shown(feed)[0]).toBe(1);
    expect(shown(feed)).toHaveLength(40);
    expect([feed.hasOlder(), feed.hasNewer()]).toEqual([true, true]);
    await feed.loadNewer();
    await settled();
    await feed.loadNewer();
    await settled();
    expect(shown(feed)).toEqual(Array.from({ length: 89 }, (_, index) => index + 1));
    expect(feed.hasNewer()).toBe(false);
    await feed.loadNewer();
    expect(asked).toHaveLength(4);
  });

  it('says of a message that is not here that it is absent, and keeps the place', async () => {
    const { feed } = await open();
    expect(await feed.goTo(btoa('Message:elsewhere'))).toBe('absent');
    await settled();
    expect(shown(feed)).toEqual(Array.from({ length: 40 }, (_, index) => 50 + index));
  });

  it('goes nowhere for a message that is at hand', async () => {
    const { feed, asked } = await open();
    expect(await feed.goTo(history[60]?.id as string)).toBe('here');
    expect(asked).toHaveLength(1);
  });

  it('in the past takes no live message in: it comes with its page', async () => {
    const { feed } = await open();
    await feed.goTo(history[20]?.id as string);
    await settled();
    feed.admit(ID, fromContact({ id: btoa('Message:live'), sortKey: '0090' }));
    await settled();
    expect(shown(feed)).not.toContain(90);
    expect(await feed.readNewest()).toBe(true);
    await settled();
    expect(shown(feed)).toEqual(Array.from({ length: 40 }, (_, index) => 50 + index));
    expect(feed.hasNewer()).toBe(false);
  });
});
