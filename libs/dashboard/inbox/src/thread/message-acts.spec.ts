import { chipsOf, NOTHING, ourEmoji, possibleActs } from './message-acts';
import { fromContact, message, ME } from './thread.fixture';

const channel = { capabilities: ['EDIT', 'DELETE', 'REACT'] } as never;
const at = Date.parse('2026-11-24T10:00:00.000Z');
const possible = (one = message(), minutes = 1, more: object = {}) =>
  possibleActs(one, { isGroup: false, channel, ...more }, at + minutes * 60_000);

describe('what can be done to a message', () => {
  it('ours is edited for 15 minutes and taken back for two days', () => {
    expect(possible()).toEqual({ reply: true, react: true, edit: true, delete: true });
    expect(possible(message(), 16)).toMatchObject({ edit: false, delete: true });
    expect(possible(message(), 2 * 24 * 60)).toMatchObject({ edit: false, delete: false });
    expect(possible(message({ kind: 'IMAGE' }))).toMatchObject({ edit: false, delete: true });
  });

  it('theirs is only answered and reacted to', () => {
    expect(possible(fromContact())).toEqual({ reply: true, react: true, edit: false, delete: false });
    expect(possible(fromContact(), 1, { isGroup: true })).toMatchObject({ react: false });
  });

  it('nothing while it is not there, once it is gone, or beyond what the channel can do', () => {
    for (const gone of [
      message({ status: 'QUEUED' }),
      message({ status: 'FAILED' }),
      message({ deletedAt: 'x' }),
      message({ kind: 'SYSTEM' }),
    ])
      expect(possible(gone)).toEqual(NOTHING);
    expect(possible(message(), 1, { channel: { capabilities: [] } })).toEqual({
      reply: true,
      react: false,
      edit: false,
      delete: false,
    });
  });
});

describe('reactions', () => {
  const by = (emoji: string, author: object) => ({ __typename: 'Reaction' as const, emoji, author }) as never;
  const theirs = by('👍', { __typename: 'Contact', id: 'contact', name: 'Maria' });
  const ours = by('👍', { __typename: 'Member', id: ME, user: { id: 'u1', name: 'Ana' } });

  it('are counted, ours as it will be', () => {
    expect(chipsOf(message({ reactions: [theirs, ours] }))).toEqual([{ emoji: '👍', count: 2 }]);
    const act = { kind: 'REACT' as const, content: '❤️', failure: null };
    expect(chipsOf(message({ reactions: [theirs, ours], act }))).toEqual([
      { emoji: '👍', count: 1 },
      { emoji: '❤️', count: 1 },
    ]);
    expect(ourEmoji(message({ reactions: [ours], act: { ...act, content: '' } }))).toBeNull();
    expect(ourEmoji(message({ reactions: [ours], act: { ...act, failure: { code: 'X', message: '' } } }))).toBe('👍');
  });
});
