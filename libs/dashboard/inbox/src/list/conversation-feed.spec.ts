import { TestBed } from '@angular/core/testing';
import type { Conversation } from '../inbox.model';
import { settled, withServer } from '../testing-apollo.fixture';
import { ConversationFeed } from './conversation-feed';
import { conversation } from './list.fixture';

const row = (n: number, more: Partial<Conversation> = {}) =>
  conversation({
    id: btoa(`Conversation:${n}`),
    lastActivityAt: new Date(Date.UTC(2026, 10, 24, 10, 60 - n)).toISOString(),
    ...more,
  });
const ids = (feed: ConversationFeed) => feed.sorted().map(({ id }) => Number(atob(id).split(':')[1]));

async function open(rows: Conversation[], hasNextPage = false) {
  const server = withServer(() => ({
    conversations: {
      __typename: 'ConversationConnection',
      edges: rows.map((node) => ({ __typename: 'ConversationEdge', cursor: node.id, node })),
      pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: rows.at(-1)?.id ?? null },
    },
  }));
  const feed = TestBed.configureTestingModule({ providers: [ConversationFeed] }).inject(ConversationFeed);
  TestBed.tick();
  await settled();
  return { feed, ...server };
}

describe('ConversationFeed', () => {
  it('shows a new conversation at its place without asking the server', async () => {
    const { feed, asked } = await open([row(2), row(4)]);
    feed.admit(row(3));
    await settled();
    expect(ids(feed)).toEqual([2, 3, 4]);
    expect(asked).toHaveLength(1);
  });

  it('leaves what is older than the loaded pages to its page', async () => {
    const { feed } = await open([row(2), row(4)], true);
    feed.admit(row(9));
    feed.admit(row(1));
    await settled();
    expect(ids(feed)).toEqual([1, 2, 4]);
  });

  it('does not take in what is not of this view', async () => {
    const { feed } = await open([row(2)]);
    feed.admit(row(1, { status: 'CLOSED' }));
    await settled();
    expect(ids(feed)).toEqual([2]);
  });

  it('drops a row that no longer belongs, unless one is working on it', async () => {
    const { feed } = await open([row(2), row(4, { status: 'CLOSED' })]);
    expect(ids(feed)).toEqual([2]);
    feed.pinned.set(btoa('Conversation:4'));
    expect(ids(feed)).toEqual([2, 4]);
  });
});
