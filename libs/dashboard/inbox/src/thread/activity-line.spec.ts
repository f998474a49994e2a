import en from '../i18n/en.json' with { type: 'json' };
import pt from '../i18n/pt-BR.json' with { type: 'json' };
import { type Activity, activityWords } from './activity-line';
import { activity, ME } from './thread.fixture';

type Tree = { [key: string]: string | Tree };
const wordsOf =
  (tree: Tree) =>
  (key: string, values: Record<string, unknown> = {}) => {
    const found = key.split('.').reduce<string | Tree | undefined>((at, part) => (at as Tree)?.[part], tree);
    if (typeof found !== 'string') throw new Error(`No words for ${key}`);
    return found.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? '?'));
  };
const told = (more: Partial<Activity>, words: Tree = en) =>
  activityWords(activity(more), ME, wordsOf(words), () => 'Monday 9:00');

const rui = { id: 'rui', user: { id: 'u2', name: 'Rui' } };
const byRui = { __typename: 'Member' as const, ...rui };
const me = { id: ME, user: { id: 'u1', name: 'Ana' } };

describe('activityWords', () => {
  it('names who did it, and says "you" to whoever did', () => {
    expect(told({ kind: 'CLOSED' })).toBe('You closed this conversation');
    expect(told({ kind: 'CLOSED', actor: byRui })).toBe('Rui closed this conversation');
    expect(told({ kind: 'CLOSED', actor: null })).toBe('This conversation was closed');
  });

  it('tells whom it was given to, and who took it', () => {
    expect(told({ kind: 'ASSIGNED', member: rui })).toBe('You gave this conversation to Rui');
    expect(told({ kind: 'ASSIGNED', member: rui, actor: byRui })).toBe('Rui took this conversation');
    expect(told({ kind: 'ASSIGNED', member: me, actor: byRui })).toBe('Rui gave this conversation to you');
    expect(told({ kind: 'ASSIGNED', member: me, actor: null })).toBe('This conversation came to you');
    expect(told({ kind: 'ASSIGNED', member: null, actor: byRui })).toBe('Rui gave this conversation to somebody');
  });

  it('tells until when it sleeps', () => {
    expect(told({ kind: 'SNOOZED', until: '2026-11-30T12:00:00Z' })).toBe('You snoozed this until Monday 9:00');
    expect(told({ kind: 'SNOOZED' })).toBe('You snoozed this until a reply');
    expect(told({ kind: 'WOKEN', actor: null })).toBe('This conversation woke up');
  });

  it('tells of labels that came and went', () => {
    const labelled = { kind: 'LABELLED' as const, labelsAdded: ['vip', 'novo'] };
    expect(told(labelled)).toBe('You added “vip”, “novo”');
    expect(told({ ...labelled, labelsRemoved: ['frio'] })).toBe('You added “vip”, “novo” and removed “frio”');
  });

  it('has words for every kind, with and without who did it, in both languages', () => {
    const kinds: Activity['kind'][] = [
      ...(['ASSIGNED', 'CLOSED', 'HANDED_OFF', 'LABELLED', 'REOPENED', 'RETURNED_TO_AGENT'] as const),
      ...(['SET_PENDING', 'SNOOZED', 'TAKEN_OVER', 'TEAM_CHANGED', 'UNASSIGNED', 'WOKEN'] as const),
    ];
    const lia = { __typename: 'Agent' as const, id: 'lia', name: 'Lia' };
    for (const words of [en, pt] as Tree[])
      for (const kind of kinds)
        for (const actor of [byRui, null, lia, undefined])
          for (const more of [{}, { team: { id: 't', name: 'Sales' }, reason: 'PHONE_OWNER', labelsRemoved: ['a'] }]) {
            const said = told({ kind, ...(actor !== undefined && { actor }), ...more }, words);
            expect(said).toMatch(/\S/);
            expect(said).not.toContain('?');
          }
  });
});
