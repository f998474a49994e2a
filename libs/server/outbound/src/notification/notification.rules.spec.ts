import { globalId, type LogEvent, type Sight } from '@prosa/server/platform';
import { settlingsOf, tellingsOf, type Facts, type Recipient } from './notification.rules';

const ALL: Partial<Sight> = { visibility: 'ALL' };
const member = (memberId: string, sight: Partial<Sight> = ALL, over: Partial<Recipient> = {}): Recipient => ({
  memberId,
  sight: { visibility: 'ALL', memberId, teamIds: [], ...sight },
  mayReply: true,
  managesChannels: false,
  ...over,
});
const ana = member('ana', { visibility: 'OWN' });
const rui = member('rui', { visibility: 'TEAM', teamIds: ['sales'] });
const eva = member('eva');
const viewer = member('vic', ALL, { mayReply: false });
const owner = member('own', ALL, { managesChannels: true });

interface World {
  assigneeId?: string | null;
  teamId?: string | null;
  handler?: string;
  handoffReason?: string | null;
  message?: Partial<{ direction: string; kind: string; unread: boolean; mentioned: string[] }>;
  looking?: string[];
}
const facts = (world: World = {}): Facts => ({
  recipients: [ana, rui, eva, viewer, owner],
  conversations: new Map([
    [
      'talk',
      {
        assigneeId: world.assigneeId ?? null,
        teamId: world.teamId ?? null,
        handler: world.handler ?? 'HUMAN',
        handoffReason: world.handoffReason ?? null,
        status: 'OPEN',
      },
    ],
  ]),
  messages: new Map([['m1', { direction: 'INBOUND', kind: 'TEXT', unread: true, mentioned: [], ...world.message }]]),
  isLooking: (memberId) => world.looking?.includes(memberId) ?? false,
});
const event = (over: Partial<LogEvent>): LogEvent => ({
  tenantId: 't',
  seq: 7,
  type: 'MESSAGE_RECEIVED',
  nodeType: 'Message',
  nodeId: 'm1',
  version: null,
  actor: null,
  changes: null,
  audience: { kind: 'tenant' },
  conversationId: 'talk',
  at: new Date(0),
  ...over,
});
const told = (one: Partial<LogEvent>, world?: World) =>
  tellingsOf(event(one), facts(world)).map(({ memberId, kind }) => `${memberId} ${kind}`);

describe('whom a message is news for', () => {
  it('is whose conversation it is, and nobody else', () => {
    expect(told({}, { assigneeId: 'ana' })).toEqual(['ana MESSAGE']);
  });
  it('is all who see a conversation of nobody and may answer', () => {
    expect(told({})).toEqual(['rui NEW_CONVERSATION', 'eva NEW_CONVERSATION', 'own NEW_CONVERSATION']);
  });
  it('is its team, when it has one with members', () => {
    expect(told({}, { teamId: 'sales' })).toEqual(['rui NEW_CONVERSATION']);
    expect(told({}, { teamId: 'empty' })).toEqual(['eva NEW_CONVERSATION', 'own NEW_CONVERSATION']);
  });
  it.each<[string, World]>([
    ['an agent has it', { assigneeId: 'ana', handler: 'AGENT' }],
    ['it has been read', { assigneeId: 'ana', message: { unread: false } }],
    ['it is ours', { assigneeId: 'ana', message: { direction: 'OUTBOUND' } }],
    ['the member looks at it', { assigneeId: 'ana', looking: ['ana'] }],
    ['whose it is has left', { assigneeId: 'gone' }],
  ])('is nobody when %s', (_, world) => expect(told({}, world)).toEqual([]));
  it('leaves out those who look at it', () => {
    expect(told({}, { looking: ['rui', 'own'] })).toEqual(['eva NEW_CONVERSATION']);
  });
});

describe('other news', () => {
  const assigned = { type: 'CONVERSATION_CHANGED', nodeType: 'Conversation', nodeId: 'talk' } as const;
  const to = (who: string) => ({ assignee: [null, globalId('Member', who)] as [unknown, unknown] });
  it('tells whoever gets a conversation, not who takes it, nor who has had it only for a moment', () => {
    expect(told({ ...assigned, changes: to('ana'), actor: 'Member:eva' }, { assigneeId: 'ana' })).toEqual([
      'ana ASSIGNED',
    ]);
    expect(told({ ...assigned, changes: to('ana'), actor: 'Member:ana' }, { assigneeId: 'ana' })).toEqual([]);
    expect(told({ ...assigned, changes: to('ana'), actor: 'Member:eva' }, { assigneeId: 'rui' })).toEqual([]);
  });
  it('tells of a handoff; of a number without an agent it is a new conversation', () => {
    const handoff = { type: 'HANDOFF_REQUESTED', nodeType: 'Conversation', nodeId: 'talk' } as const;
    expect(told(handoff, { assigneeId: 'ana', handoffReason: 'HANDOFF' })).toEqual(['ana HANDOFF']);
    expect(told(handoff, { teamId: 'sales', handoffReason: 'HANDOFF' })).toEqual(['rui HANDOFF']);
    expect(told(handoff, { teamId: 'sales', handoffReason: 'NO_AGENT' })).toEqual(['rui NEW_CONVERSATION']);
    expect(told(handoff, { teamId: 'sales', handler: 'AGENT' })).toEqual([]);
  });
  it('tells whom a note names and who sees it, not its author', () => {
    const note = { type: 'MESSAGE_SENT', actor: 'Member:eva' } as const;
    const message = { kind: 'NOTE', direction: 'OUTBOUND', mentioned: ['ana', 'rui', 'eva'] };
    expect(told(note, { assigneeId: 'rui', message })).toEqual(['rui MENTIONED']);
    expect(told(note, { assigneeId: 'ana', message: { ...message, kind: 'TEXT' } })).toEqual([]);
  });
  it('tells those who look after numbers that one was lost, unless a member cut it', () => {
    const lost = {
      type: 'CHANNEL_CONNECTION_CHANGED',
      nodeType: 'Channel',
      nodeId: 'c',
      conversationId: null,
    } as const;
    const state = (to: string) => ({ state: ['CONNECTED', to] as [unknown, unknown] });
    expect(told({ ...lost, changes: state('LOGGED_OUT') })).toEqual(['own CHANNEL_LOST']);
    expect(told({ ...lost, changes: state('RECONNECTING') })).toEqual([]);
    expect(told({ ...lost, changes: state('DISCONNECTED'), actor: 'Member:eva' })).toEqual([]);
  });
});

describe('what is no news any more', () => {
  const settled = (one: Partial<LogEvent>) =>
    settlingsOf(event({ type: 'CONVERSATION_CHANGED', ...one })).flatMap(({ members, kinds }) =>
      ['ana', 'rui'].filter(members).map((who) => `${who} ${kinds ? kinds.join('+') : 'all'}`),
    );
  const ASKING = 'NEW_CONVERSATION+HANDOFF';
  it('is all of who read it, and that somebody is asked for', () => {
    expect(settled({ changes: { unreadCount: [2, 0] }, actor: 'Member:ana' })).toEqual([
      `ana ${ASKING}`,
      `rui ${ASKING}`,
      'ana all',
    ]);
    expect(settled({ changes: { unreadCount: [2, 1] }, actor: 'Member:ana' })).toEqual([]);
  });
  it('is everybody’s when it was read on the phone', () => {
    expect(settled({ changes: { unreadCount: [1, 0] } })).toEqual(expect.arrayContaining(['ana all', 'rui all']));
  });
  it('is that somebody is asked for, when another has it', () => {
    const changes = { assignee: [null, globalId('Member', 'ana')] as [unknown, unknown] };
    expect(settled({ changes, actor: 'Member:ana' })).toEqual([`rui ${ASKING}`]);
  });
  it('is all of who answered, and everybody’s when it is closed', () => {
    expect(settled({ type: 'MESSAGE_SENT', actor: 'Member:ana' })).toEqual(['ana all']);
    expect(settled({ type: 'MESSAGE_SENT', actor: 'Agent:bia' })).toEqual([]);
    expect(settled({ changes: { status: ['OPEN', 'CLOSED'] }, actor: 'Member:ana' })).toEqual(['ana all', 'rui all']);
  });
});
