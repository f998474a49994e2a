import { conversation } from './list.fixture';
import { byActivity } from './inbox-view';
import { freeze, steady } from './steady-order';

const row = (id: string, minute: number) =>
  conversation({ id, lastActivityAt: `2026-11-24T10:${String(minute).padStart(2, '0')}:00.000Z` });
const ids = (list: { id: string }[]) => list.map(({ id }) => id);
const sorted = (...rows: ReturnType<typeof row>[]) => rows.sort(byActivity);

describe('steady', () => {
  const frozen = freeze(sorted(row('a', 10), row('b', 5)));

  it('follows the activity when nothing holds it', () => {
    expect(steady(sorted(row('a', 10), row('b', 11)), null)).toMatchObject({
      waiting: 0,
      rows: [{ id: 'b' }, { id: 'a' }],
    });
  });

  it('keeps rows where they are under the pointer and counts the news', () => {
    const { rows, waiting } = steady(sorted(row('a', 10), row('b', 11), row('new', 12)), frozen);
    expect(ids(rows)).toEqual(['a', 'b']);
    expect(waiting).toBe(2);
  });

  it('does not count a row that has no way to rise', () => {
    const { rows, waiting } = steady(sorted(row('a', 12), row('b', 5)), frozen);
    expect(ids(rows)).toEqual(['a', 'b']);
    expect(waiting).toBe(0);
  });

  it('lets older pages in at the end', () => {
    expect(ids(steady(sorted(row('a', 10), row('b', 5), row('old', 1)), frozen).rows)).toEqual(['a', 'b', 'old']);
  });

  it('drops what left the view', () => {
    expect(ids(steady([row('b', 5)], frozen).rows)).toEqual(['b']);
  });

  it('has nothing to hold in an empty list, so the first conversation shows at once', () => {
    expect(freeze([])).toBeNull();
  });
});
