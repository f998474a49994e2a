import { mergeThread } from './bubble';
import { fromAgent, fromContact, ME, message, outboxEntry } from './thread.fixture';

const shown = (thread: ReturnType<typeof mergeThread>) => thread.bubbles.map((bubble) => bubble.text);

describe('mergeThread', () => {
  it('orders by sort key, whatever order they came in', () => {
    const [a, b, c] = [fromContact({ text: 'a' }), message({ text: 'b' }), fromContact({ text: 'c' })];
    expect(shown(mergeThread([c, a, b], [], ME))).toEqual(['a', 'b', 'c']);
  });

  it('shows what is not stored yet at the end, with a clock', () => {
    const { bubbles } = mergeThread([fromContact()], [outboxEntry({ text: 'Oi' })], ME);
    expect(bubbles.at(-1)).toMatchObject({ text: 'Oi', tick: 'waiting', sender: 'me', key: 'key-1' });
  });

  it('shows a reply once when its live event comes before the answer', () => {
    const before = message({ text: 'Oi' });
    const entry = outboxEntry({ text: 'Oi', lastSortKey: before.sortKey, state: 'sending' });
    const stored = message({ text: 'Oi', status: 'QUEUED' });
    const thread = mergeThread([before, stored], [entry], ME);
    expect(shown(thread)).toEqual(['Oi', 'Oi']);
    expect(thread.settled.get('key-1')).toBe(stored.id);
    expect(thread.bubbles[1]?.key).toBe('key-1');
  });

  it('does not take an older message of the same words for the new one', () => {
    const before = message({ text: 'Oi' });
    const thread = mergeThread([before], [outboxEntry({ text: 'Oi', lastSortKey: before.sortKey })], ME);
    expect(thread.bubbles).toHaveLength(2);
    expect(thread.settled.size).toBe(0);
  });

  it('takes two equal replies for two', () => {
    const entries = [outboxEntry({ clientKey: 'a' }), outboxEntry({ clientKey: 'b' })];
    const first = message({ text: 'Oi' });
    expect(mergeThread([first], entries, ME).bubbles).toHaveLength(2);
    const second = message({ text: 'Oi' });
    const thread = mergeThread([first, second], entries, ME);
    expect(thread.bubbles.map((bubble) => bubble.key)).toEqual(['a', 'b']);
  });

  it("does not take the agent's or a colleague's equal words for one's own", () => {
    const other = message({
      text: 'Oi',
      author: { __typename: 'Member', id: 'other', user: { id: 'u2', name: 'Rui' } },
    });
    const thread = mergeThread([other, fromAgent({ text: 'Oi' })], [outboxEntry({ text: 'Oi' })], ME);
    expect(thread.bubbles).toHaveLength(3);
    expect(thread.bubbles.map((bubble) => bubble.sender)).toEqual(['member', 'agent', 'me']);
  });

  it('keeps the key of a message whose entry has been put away', () => {
    const stored = message({ text: 'Oi' });
    const thread = mergeThread([stored], [outboxEntry({ clientKey: 'b' })], ME, new Map([[stored.id, 'a']]));
    expect(thread.bubbles.map((bubble) => bubble.key)).toEqual(['a', 'b']);
  });

  it('marks a refused one as failed and leaves it in place', () => {
    const { bubbles } = mergeThread([], [outboxEntry({ state: 'failed', problem: 'no' })], ME);
    expect(bubbles[0]?.tick).toBe('failed');
  });

  it('says whose phone wrote', () => {
    const onPhone = message({
      author: { __typename: 'PhoneOwner', channel: { id: 'ch', displayName: 'Loja' } },
    });
    expect(mergeThread([onPhone], [], ME).bubbles[0]).toMatchObject({ sender: 'phone', name: 'Loja' });
  });

  it('says that the channel wrote by itself', () => {
    const away = message({ author: { __typename: 'Channel', id: 'ch', displayName: 'Loja' } });
    expect(mergeThread([away], [], ME).bubbles[0]).toMatchObject({ sender: 'channel', name: 'Loja' });
  });
});
