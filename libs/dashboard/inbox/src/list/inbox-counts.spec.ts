import { TestBed } from '@angular/core/testing';
import { LiveEvents } from '@prosa/dashboard/data-access';
import { NEVER } from 'rxjs';
import { settled, withServer } from '../testing-apollo.fixture';
import { InboxCounts } from './inbox-counts';
import { conversation } from './list.fixture';

describe('InboxCounts', () => {
  it('are asked for after an event, once for many that come together, and never by themselves', async () => {
    let mine = 1;
    const { asked, conversations } = withServer(() => ({
      inboxCounts: { __typename: 'InboxCounts', mine, unassigned: 2, agent: 3, all: 6 },
    }));
    const providers = [InboxCounts, { provide: LiveEvents, useValue: { resynced: NEVER } }];
    const counts = TestBed.configureTestingModule({ providers }).inject(InboxCounts);
    TestBed.tick();
    await settled();
    expect(counts.of()).toMatchObject({ mine: 1, all: 6 });
    expect(asked).toHaveLength(1);
    mine = 5;
    for (let event = 0; event < 20; event++) conversations.next(conversation());
    await settled();
    expect(counts.of().mine).toBe(5);
    expect(asked).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await settled();
    expect(asked).toHaveLength(3);
  });
});
