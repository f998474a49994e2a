import { outboxEntry } from '../thread/thread.fixture';
import { readOutbox, writeOutbox } from './outbox-storage';

describe('outbox storage', () => {
  beforeEach(() => localStorage.clear());
  const a = outboxEntry({ clientKey: 'a', createdAt: '2026-11-24T10:00:00Z' });
  const b = outboxEntry({ clientKey: 'b', createdAt: '2026-11-24T10:01:00Z' });

  it('reads back in the order of writing', () => {
    writeOutbox('me', [], [b, a]);
    expect(readOutbox('me')).toEqual([a, b]);
  });

  it("leaves another tab's and another member's replies alone", () => {
    writeOutbox('me', [], [a]); // one tab
    writeOutbox('me', [], [b]); // another tab, which does not know of the first
    writeOutbox('me2', [], [outboxEntry({ clientKey: 'x' })]);
    expect(readOutbox('me').map(({ clientKey }) => clientKey)).toEqual(['a', 'b']);
    writeOutbox('me', [b], []);
    expect(readOutbox('me').map(({ clientKey }) => clientKey)).toEqual(['a']);
    expect(readOutbox('me2')).toHaveLength(1);
  });
});
