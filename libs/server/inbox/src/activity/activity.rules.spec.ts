import { linesBetween, type Standing } from './activity.rules';

const standing = (over: Partial<Standing> = {}): Standing => ({
  status: 'OPEN',
  snoozedUntil: null,
  handler: 'HUMAN',
  reason: null,
  assigneeId: null,
  teamId: null,
  labels: [],
  ...over,
});
const until = new Date('2026-11-25T12:00:00Z');
const cases: [what: string, before: Partial<Standing>, after: Partial<Standing>, lines: object[]][] = [
  ['nothing', {}, {}, []],
  [
    'a take-over and whose it is',
    { handler: 'AGENT' },
    { reason: 'TAKEN_OVER', assigneeId: 'ana' },
    [
      { kind: 'TAKEN_OVER', detail: { reason: 'TAKEN_OVER' } },
      { kind: 'ASSIGNED', detail: { memberId: 'ana' } },
    ],
  ],
  [
    'why the agent gave it away',
    { handler: 'AGENT' },
    { reason: 'NO_MODEL' },
    [{ kind: 'HANDED_OFF', detail: { reason: 'NO_MODEL' } }],
  ],
  ['back to the agent', {}, { handler: 'AGENT' }, [{ kind: 'RETURNED_TO_AGENT', detail: {} }]],
  ['whose it was', { assigneeId: 'ana' }, {}, [{ kind: 'UNASSIGNED', detail: { memberId: 'ana' } }]],
  ['its team', {}, { teamId: 'sales' }, [{ kind: 'TEAM_CHANGED', detail: { teamId: 'sales' } }]],
  [
    'until when it sleeps',
    {},
    { status: 'SNOOZED', snoozedUntil: until },
    [{ kind: 'SNOOZED', detail: { until: until.toISOString() } }],
  ],
  ['that it sleeps until they write', {}, { status: 'SNOOZED' }, [{ kind: 'SNOOZED', detail: { until: null } }]],
  [
    'not twice that it sleeps',
    { status: 'SNOOZED', snoozedUntil: until },
    { status: 'SNOOZED', snoozedUntil: new Date(until) },
    [],
  ],
  ['that it woke', { status: 'SNOOZED', snoozedUntil: until }, {}, [{ kind: 'WOKEN', detail: {} }]],
  ['that it was closed', {}, { status: 'CLOSED' }, [{ kind: 'CLOSED', detail: {} }]],
  ['that it was opened again', { status: 'CLOSED' }, {}, [{ kind: 'REOPENED', detail: {} }]],
  [
    'its labels',
    { labels: ['a', 'b'] },
    { labels: ['b', 'c'] },
    [{ kind: 'LABELLED', detail: { added: ['c'], removed: ['a'] } }],
  ],
];

describe('the lines of a change', () => {
  it.each(cases)('tell %s', (_what, before, after, lines) => {
    expect(linesBetween(standing(before), standing(after))).toEqual(lines);
  });
});
