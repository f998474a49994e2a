import { betterKept, type MergeSide, mergedPreview } from './merged-preview';

const side = (more: Partial<MergeSide> & { threads?: [id: string, channel: string][] } = {}): MergeSide => {
  const { threads = [], ...rest } = more;
  const edges = threads.map(([id, channel]) => ({ node: { id, channel: { id: channel } } }));
  return { name: 'Ana', nameSource: 'WHATSAPP', phones: [], optedOut: false, conversations: { edges }, ...rest };
};

describe('mergedPreview', () => {
  it('keeps the name of the one that stays, but for a better one', () => {
    const ana = side({ name: 'Ana' });
    expect(mergedPreview(ana, side({ name: 'Aninha' }))).toMatchObject({ name: 'Ana', nameOfOther: false });
    expect(mergedPreview(ana, side({ name: 'Ana Prado', nameSource: 'MEMBER' }))).toMatchObject({
      name: 'Ana Prado',
      nameOfOther: true,
    });
    expect(mergedPreview(side({ nameSource: 'MEMBER' }), side({ name: 'X', nameSource: 'MEMBER' })).name).toBe('Ana');
  });

  it('has the numbers of both, each once', () => {
    const both = mergedPreview(side({ phones: ['+1', '+2'] }), side({ phones: ['+2', '+3'] }));
    expect(both.phones).toEqual(['+1', '+2', '+3']);
  });

  it('wants no messages when either did not', () => {
    expect(mergedPreview(side(), side()).optedOut).toBe(false);
    expect(mergedPreview(side(), side({ optedOut: true })).optedOut).toBe(true);
    expect(mergedPreview(side({ optedOut: true }), side()).optedOut).toBe(true);
  });

  it('makes one of two threads on the same number', () => {
    const kept = side({ threads: [['c1', 'shop']] });
    expect(mergedPreview(kept, side({ threads: [['c2', 'shop'], ['c3', 'support']] }))).toMatchObject({ conversations: 2, joined: 1 }); // prettier-ignore
    expect(mergedPreview(kept, side({ threads: [['c3', 'support']] }))).toMatchObject({ conversations: 2, joined: 0 });
  });
});

describe('betterKept', () => {
  const of = (name: string, nameSource: MergeSide['nameSource'], createdAt: string) => ({
    name,
    nameSource,
    createdAt,
  });
  it('is whom a person named, else who was there first', () => {
    const old = of('Ana', 'WHATSAPP', '2026-01-01');
    const named = of('Ana Prado', 'MEMBER', '2026-02-01');
    const young = of('Ana P', 'WHATSAPP', '2026-03-01');
    expect([betterKept(old, named), betterKept(named, old)]).toEqual([named, named]);
    expect([betterKept(old, young), betterKept(young, old)]).toEqual([old, old]);
  });
});
