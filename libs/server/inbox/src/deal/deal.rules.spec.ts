import { deal, type Dealer } from './deal.rules';

const dealer = (id: string, over: Partial<Dealer> = {}): Dealer => ({
  id,
  availability: 'ONLINE',
  open: 0,
  turn: 0,
  ...over,
});
const to = (waiting: string[], team: Dealer[], capacity: number | null = null) =>
  deal(waiting, team, capacity).map(({ memberId }) => memberId);
const some = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`);

describe('round robin', () => {
  it('gives each one in turn', () => {
    expect(to(some(5), [dealer('a'), dealer('b'), dealer('c')])).toEqual(['a', 'b', 'c', 'a', 'b']);
  });
  it('goes on after whoever had the last turn, also by one at a time', () => {
    const team = [dealer('a', { turn: 7 }), dealer('b', { turn: 5 }), dealer('c', { turn: 6 })];
    const [first] = deal(['x'], team, null);
    expect(first).toEqual({ conversationId: 'x', memberId: 'b', turn: 8 });
    expect(to(['y'], [dealer('a', { turn: 7 }), dealer('b', { turn: 8 }), dealer('c', { turn: 6 })])).toEqual(['c']);
  });
  it('is fair, whatever the order in which the team is read', () => {
    const team = Array.from({ length: 5 }, (_, n) => dealer(`m${n}`));
    const counts = new Map<string, number>();
    for (const id of to(some(103), [...team].reverse())) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect([...counts.values()].sort()).toEqual([20, 20, 21, 21, 21]);
    expect(to(some(103), team)).toEqual(to(some(103), [...team].reverse()));
  });
  it('passes over who is busy or away', () => {
    const team = [dealer('a', { availability: 'BUSY' }), dealer('b'), dealer('c', { availability: 'OFFLINE' })];
    expect(to(some(2), team)).toEqual(['b', 'b']);
  });
  it('fills nobody above what one may have, and lets the rest wait', () => {
    const team = [dealer('a', { open: 2 }), dealer('b', { open: 3 }), dealer('c')];
    expect(to(some(9), team, 3)).toEqual(['c', 'a', 'c', 'c']);
    expect(to(some(1), [dealer('a', { open: 3 })], 3)).toEqual([]);
    expect(to(some(1), [], null)).toEqual([]);
  });
  it('begins with what waits the longest', () => {
    expect(deal(['old', 'new'], [dealer('a')], 1).map(({ conversationId }) => conversationId)).toEqual(['old']);
  });
});
