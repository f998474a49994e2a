import { nextToSend, parseEntry, type OutboxEntry } from './outbox-entry';

const entry = (more: Partial<OutboxEntry>): OutboxEntry => ({
  clientKey: 'k1',
  conversationId: 'c1',
  text: 'Oi',
  createdAt: '2026-11-24T10:00:00Z',
  lastSortKey: null,
  state: 'waiting',
  problem: null,
  messageId: null,
  ...more,
});

describe('parseEntry', () => {
  it('sends again, under the same key, what was on its way when the page went', () => {
    const read = parseEntry(JSON.stringify(entry({ state: 'sending', clientKey: 'k9' })));
    expect(read).toMatchObject({ state: 'waiting', clientKey: 'k9', text: 'Oi' });
  });

  it('keeps a failed one failed', () => {
    expect(parseEntry(JSON.stringify(entry({ state: 'failed', problem: 'x' })))?.state).toBe('failed');
  });

  it('is nothing for rubbish', () => {
    for (const stored of [null, '', '{', '{}', '1', 'null', '{"text":"x"}']) expect(parseEntry(stored)).toBeNull();
  });
});

describe('nextToSend', () => {
  it('sends one at a time within a conversation', () => {
    const entries = [
      entry({ state: 'sending' }),
      entry({ clientKey: 'k2' }),
      entry({ clientKey: 'k3', conversationId: 'c2' }),
    ];
    expect(nextToSend(entries)?.clientKey).toBe('k3');
  });

  it('goes on after a failure', () => {
    expect(nextToSend([entry({ state: 'failed' }), entry({ clientKey: 'k2' })])?.clientKey).toBe('k2');
  });

  it('has nothing to do when all have failed', () => {
    expect(nextToSend([entry({ state: 'failed' })])).toBeNull();
  });
});
