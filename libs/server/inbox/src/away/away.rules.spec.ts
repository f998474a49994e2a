import { maySayAway, type AwaySituation } from './away.rules';

const now = new Date('2026-11-24T23:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const situation: AwaySituation = {
  now,
  closedSince: ago(120),
  silent: false,
  isGroup: false,
  done: false,
  optedOut: false,
  lastInboundAt: ago(0),
  answered: false,
};

it('tells who writes while it is closed', () => expect(maySayAway(situation)).toBe(true));

it.each<[string, Partial<AwaySituation>]>([
  ['while it is open', { closedSince: null }],
  ['on a channel that says nothing', { silent: true }],
  ['in a group', { isGroup: true }],
  ['in a conversation that was closed meanwhile', { done: true }],
  ['to who wants no messages', { optedOut: true }],
  ['twice, or after an answer', { answered: true }],
  ['to who never wrote', { lastInboundAt: null }],
  ['to who wrote while it was open', { closedSince: ago(1), lastInboundAt: ago(2) }],
  ['to who wrote long ago', { lastInboundAt: ago(11) }],
])('says nothing %s', (_, over) => expect(maySayAway({ ...situation, ...over })).toBe(false));
