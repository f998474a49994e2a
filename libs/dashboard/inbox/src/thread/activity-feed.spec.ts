import { TestBed } from '@angular/core/testing';
import { LiveEvents } from '@prosa/dashboard/data-access';
import { Subject } from 'rxjs';
import { InboxLive } from '../live/inbox-live';
import { settled, withServer } from '../testing-apollo.fixture';
import { ActivityFeed } from './activity-feed';
import { activity } from './thread.fixture';

const line = (n: number) => activity({ id: `a${n}`, sortKey: String(n).padStart(4, '0') });
const resynced = new Subject<void>();

function open(pages: number[][]) {
  const server = withServer(({ variables }) => {
    const at = Number(variables['after'] ?? 0);
    const edges = (pages[at] ?? []).map((n) => ({ __typename: 'ConversationActivityEdge', node: line(n) }));
    const pageInfo = { __typename: 'PageInfo', hasNextPage: at + 1 < pages.length, endCursor: String(at + 1) };
    return {
      node: { __typename: 'Conversation', id: 'c1', activity: { __typename: 'Connection', edges, pageInfo } },
    };
  });
  TestBed.configureTestingModule({
    providers: [ActivityFeed, { provide: LiveEvents, useValue: { resynced } }],
  });
  const feed = TestBed.inject(ActivityFeed);
  feed.conversationId.set('c1');
  const live = TestBed.inject(InboxLive);
  return { feed, live, ...server };
}
const ids = (feed: ActivityFeed) => feed.all().map(({ id }) => id);

describe('ActivityFeed', () => {
  it('reads as far back as the messages go, and no further', async () => {
    const { feed, asked } = open([
      [6, 5],
      [4, 3],
      [2, 1],
    ]);
    await feed.reach('0004');
    expect(ids(feed)).toEqual(['a3', 'a4', 'a5', 'a6']);
    expect(asked).toHaveLength(2);
    await feed.reach('0003');
    expect(asked).toHaveLength(2);
    await feed.reach(null);
    await feed.reach(null);
    expect(ids(feed)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
    expect(asked).toHaveLength(3);
  });

  it('takes in what happens now, of its own conversation, once', async () => {
    const { feed, live, asked } = open([[1]]);
    await feed.reach(null);
    live.activities.next({ conversationId: 'c1', activity: line(2) });
    live.activities.next({ conversationId: 'c1', activity: line(2) });
    live.activities.next({ conversationId: 'other', activity: line(3) });
    expect(ids(feed)).toEqual(['a1', 'a2']);
    expect(asked).toHaveLength(1);
  });

  it('is read again when the events were lost', async () => {
    const { feed, asked } = open([[2], [1]]);
    await feed.reach(null);
    resynced.next();
    await settled();
    expect(asked).toHaveLength(4);
    expect(ids(feed)).toEqual(['a1', 'a2']);
  });
});
