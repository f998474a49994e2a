import { LOOP_LIMIT, mayAnswer, type Situation } from './may-answer';

const situation = (change: Partial<Situation> = {}): Situation => ({
  agentStatus: 'ACTIVE',
  handler: 'AGENT',
  conversationStatus: 'OPEN',
  isGroup: false,
  channelDeleted: false,
  audience: 'NEW_CONTACTS',
  testNumbers: [],
  phones: ['+5511999990001'],
  knownBefore: false,
  optedOut: false,
  recentReplies: 0,
  maxReplies: null,
  repliesSoFar: 0,
  modelConfigured: true,
  withinHours: true,
  overdueMs: 0,
  ...change,
});

describe('whether the agent answers', () => {
  it('answers a new person by default', () => {
    expect(mayAnswer(situation())).toEqual({ answer: true });
  });

  it("leaves the owner's mother to people: she wrote before the number was connected", () => {
    expect(mayAnswer(situation({ knownBefore: true }))).toEqual({ answer: false, reason: 'NOT_IN_AUDIENCE', handOver: true });
    expect(mayAnswer(situation({ knownBefore: true, audience: 'EVERYONE' }))).toEqual({ answer: true });
  });

  it('leaves who asked for no more messages to people', () => {
    expect(mayAnswer(situation({ optedOut: true }))).toEqual({ answer: false, reason: 'OPTED_OUT', handOver: true });
  });

  it('answers test numbers only, when told so', () => {
    const only = situation({ audience: 'TEST_NUMBERS', testNumbers: ['+5511999990001'] });
    expect(mayAnswer(only)).toEqual({ answer: true });
    expect(mayAnswer({ ...only, phones: ['+5511988887777'] })).toMatchObject({ answer: false, handOver: true });
    expect(mayAnswer({ ...only, phones: [] })).toMatchObject({ answer: false, handOver: true });
  });

  it('is silent where a person has the conversation, in groups, and in closed ones', () => {
    expect(mayAnswer(situation({ handler: 'HUMAN' }))).toEqual({ answer: false, reason: 'TAKEN_OVER', handOver: false });
    expect(mayAnswer(situation({ isGroup: true }))).toMatchObject({ answer: false, handOver: false });
    expect(mayAnswer(situation({ conversationStatus: 'CLOSED' }))).toMatchObject({ answer: false, handOver: false });
  });

  it('gives to people what it cannot answer, with the reason', () => {
    expect(mayAnswer(situation({ agentStatus: 'PAUSED' }))).toMatchObject({ reason: 'AGENT_NOT_ACTIVE', handOver: true });
    expect(mayAnswer(situation({ modelConfigured: false }))).toMatchObject({ reason: 'NO_MODEL', handOver: true });
    expect(mayAnswer(situation({ withinHours: false }))).toMatchObject({ reason: 'OUTSIDE_HOURS', handOver: true });
    expect(mayAnswer(situation({ overdueMs: 25 * 60 * 60_000 }))).toMatchObject({ reason: 'STALE', handOver: true });
    expect(mayAnswer(situation({ maxReplies: 3, repliesSoFar: 3 }))).toMatchObject({ reason: 'REPLY_LIMIT', handOver: true });
  });

  it('hands over at the ninth reply in ten minutes: two machines are talking', () => {
    expect(mayAnswer(situation({ recentReplies: LOOP_LIMIT - 1 }))).toEqual({ answer: true });
    expect(mayAnswer(situation({ recentReplies: LOOP_LIMIT }))).toMatchObject({ reason: 'LOOP_GUARD', handOver: true });
  });
});
