import { conversation } from '../list/list.fixture';
import { assignOptions, NOBODY, type Taker } from './assign-options';

const member = (id: string, more: Partial<Taker> = {}): Taker => ({
  ...{ id, active: true, availability: 'ONLINE', openConversations: 0, user: { id: `u-${id}`, name: id } },
  ...more,
});
const teams = [{ id: 'sales', name: 'Vendas', members: [{ id: 'a' }] }];
const t = (key: string, values: Record<string, unknown> = {}) => `${key}${JSON.stringify(values)}`;
const options = (members: Taker[], of = [conversation()]) =>
  assignOptions(members, teams, of, 'me', t, (count) => (count === 1 ? 'one' : 'other'));

describe('assignOptions', () => {
  it('begins with oneself, then who is there and has least to do, and leaves out who is gone', () => {
    const keys = options([
      member('away', { availability: 'OFFLINE' }),
      member('loaded', { openConversations: 9 }),
      member('gone', { active: false }),
      member('free'),
      member('busy', { availability: 'BUSY' }),
      member('me', { availability: 'OFFLINE', openConversations: 5 }),
    ]).map(({ key }) => key);
    expect(keys).toEqual(['me', 'free', 'loaded', 'busy', 'away', 'sales']);
  });

  it('marks whose it is, and can take it from them', () => {
    const owner = { id: 'a', user: { id: 'u', name: 'a' } };
    const given = options([member('a'), member('b')], [conversation({ assignee: owner })]);
    expect(given.filter(({ chosen }) => chosen).map(({ key }) => key)).toEqual(['a']);
    expect(given.at(-1)?.key).toBe(NOBODY);
    expect(options([member('a')]).at(-1)?.key).toBe('sales');
    const mixed = options([member('a')], [conversation({ assignee: owner }), conversation({ id: 'c2' })]);
    expect(mixed.some(({ chosen }) => chosen)).toBe(false);
    expect(mixed.at(-1)?.key).toBe(NOBODY);
  });
});
