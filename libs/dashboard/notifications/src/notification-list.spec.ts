import { isUnread, MOST, withOne } from './notification-list';

const at = (minute: number, id = String(minute), readAt: string | null = null) => ({
  id,
  createdAt: new Date(Date.UTC(2026, 10, 28, 12, minute)).toISOString(),
  readAt,
});

describe('the list of what one is told', () => {
  it('has each once, the newest first, whatever the order of coming', () => {
    const list = [at(3), at(1, 'a')].reduce<ReturnType<typeof at>[]>((all, one) => withOne(all, one).list, []);
    expect(withOne(list, at(5, 'a')).list.map(({ id }) => id)).toEqual(['a', '3']);
    expect(withOne(list, at(2)).list.map(({ id }) => id)).toEqual(['3', '2', 'a']);
  });

  it('tells what fell off its end', () => {
    const full = Array.from({ length: MOST }, (_, minute) => at(MOST - minute));
    const { list, fallen } = withOne(full, at(MOST + 1));
    expect([list.length, list[0]?.id, fallen?.id]).toEqual([MOST, String(MOST + 1), '1']);
    expect(withOne(full, { ...at(1), readAt: 'now' }).fallen).toBeUndefined();
    // What is older than all of it does not come in.
    expect(withOne(full, at(0)).fallen?.id).toBe('0');
  });

  it('counts what nobody has read', () => {
    expect([at(1), at(2, '2', '2026-11-28T12:00:00Z')].filter(isUnread).map(({ id }) => id)).toEqual(['1']);
  });
});
