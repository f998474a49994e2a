import { Member, memberChanged, seedTenant, TeamMember, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import { systemContext, unitOfWork, type Audience, type NewEvent } from '@prosa/server/platform';
import { startProduct, type Delivered, type Following, type Product } from '../testing';
import { EventStream } from './event-stream';

const EVENTS = 'subscription ($after: EventCursor) { events(after: $after, types: [TASK_CREATED, MEMBER_CHANGED]) { cursor type actor } }';
const NODES = 'subscription { events(types: [MEMBER_CHANGED, TASK_CREATED]) { type nodeId ... on EntityEvent { node { id ... on Member { role } } } } }';

describe('live over the door', () => {
  let product: Product;
  let tenant: SeededTenant;
  let ana: SeededMember;
  beforeAll(async () => void (product = await startProduct()));
  afterAll(() => product.stop());
  beforeEach(async () => {
    tenant = await seedTenant(product.prosa.platform);
    ana = tenant.owner;
  });
  afterEach(async () => {
    for (const { close } of opened.splice(0)) close();
    await running(0);
    expect(held()).toEqual({ subscriptions: 0, tails: 0, results: 0 });
  });
  const opened: { close: () => void }[] = [];
  const socketOf = async (member: SeededMember) => {
    const socket = await product.socket(member.token);
    opened.push({ close: () => socket.close() });
    return socket;
  };
  /** The codes of what ended it: an error, or a last answer that is nothing else. */
  const refusal = async (following: Pick<Following, 'end' | 'delivered'>) => {
    const ended = await following.end();
    return (ended === 'complete' ? following.delivered.at(-1)?.errors?.map(({ extensions }) => extensions) : ended)?.map(({ code }) => code);
  };

  const inTenant = (work: Parameters<typeof unitOfWork<void>>[1]) => unitOfWork(systemContext(product.prosa.platform, tenant.tenantId, 'test'), work);
  const tell = (audience: Audience = { kind: 'tenant' }, over: Partial<NewEvent> = {}) => inTenant(async (unit) => unit.append({ type: 'TASK_CREATED', node: null, audience, ...over }));
  const change = (member: SeededMember, fields: Partial<Member>) =>
    inTenant(async (unit) => {
      const row = await unit.em.findOneOrFail(Member, { id: member.memberId });
      unit.em.assign(row, fields);
      unit.append(memberChanged(row));
    });
  const cursor = async (member = ana) => (await product.graphql(member.token, '{ eventCursor }')).data.eventCursor as string;
  const stream = async (member: SeededMember, query: string, variables: object = {}) => {
    const stream = await EventStream.open(product.url, member.token, query, variables);
    opened.push({ close: () => stream.close() });
    return stream;
  };
  const held = () => product.prosa.http.shared.held;
  const running = (count: number) => until(() => held().subscriptions === count);
  const typeOf = ({ data }: Delivered) => data.events.type;

  describe.each(['socket', 'stream'])('over a %s', (kind) => {
    const follow = async (member: SeededMember, query: string, variables: object = {}): Promise<Pick<Following, 'next' | 'end' | 'stop' | 'delivered'>> => {
      if (kind === 'stream') return stream(member, query, variables);
      return (await socketOf(member)).subscribe(query, variables);
    };

    it('goes on from a cursor without a gap or a double, replay and live being one', async () => {
      const after = await cursor();
      for (let i = 0; i < 3; i++) await tell();
      const writing = (async () => {
        for (let i = 0; i < 20; i++) await tell();
      })();
      const first = await follow(ana, EVENTS, { after });
      const seen: string[] = [];
      for (let i = 0; i < 11; i++) seen.push((await first.next()).data.events.cursor);
      first.stop();
      const second = await follow(ana, EVENTS, { after: seen.at(-1) });
      for (let i = 0; i < 12; i++) seen.push((await second.next()).data.events.cursor);
      await writing;
      const seqs = seen.map((given) => Number(Buffer.from(given, 'base64url').toString().split(':')[1]));
      expect(seqs).toEqual(Array.from({ length: 23 }, (_, i) => (seqs[0] as number) + i));
      second.stop();
    });

    it('refuses a cursor that is not of the kept log', async () => {
      const stranger = await seedTenant(product.prosa.platform);
      await tell();
      const after = await cursor(stranger.owner);
      const refused = await follow(ana, EVENTS, { after });
      expect(await refusal(refused)).toEqual(['CURSOR_EXPIRED']);
    });

    it('refuses who has not the right, at once', async () => {
      const viewer = await tenant.member('VIEWER');
      const refused = await follow(viewer, `subscription { channelQrCode(channelId: "x") { code } }`);
      expect(await refusal(refused)).toEqual(['FORBIDDEN']);
      const wrong = await follow(ana, `subscription { messageReceived(conversationId: "x") { type } }`);
      expect(await refusal(wrong)).toEqual(['NOT_FOUND']);
      expect(held().subscriptions).toBe(0);
    });

    it('delivers by the rights of now: a narrowed sight counts before the next delivery, a wider one too', async () => {
      const rui = await tenant.member('REP', 'ALL');
      const [ruis, anas] = [await follow(rui, EVENTS), await follow(ana, EVENTS)];
      await running(2);
      const someoneElses: Audience = { kind: 'rows', scopes: [{ assigneeId: ana.memberId, teamId: null }] };
      await tell(someoneElses);
      expect(typeOf(await ruis.next())).toBe('TASK_CREATED');
      await change(rui, { visibility: 'OWN' });
      await tell(someoneElses);
      await tell({ kind: 'rows', scopes: [{ assigneeId: rui.memberId, teamId: null }] });
      const cursors = [typeOf(await ruis.next()), (await ruis.next()).data.events.cursor];
      for (let i = 0; i < 3; i++) await anas.next();
      expect(cursors).toEqual(['MEMBER_CHANGED', (await anas.next()).data.events.cursor]);

      await change(rui, { visibility: 'TEAM' });
      const teamId = await tenant.team();
      await inTenant(async (unit) => {
        unit.em.create(TeamMember, { teamId, memberId: rui.memberId, tenantId: tenant.tenantId });
        unit.append({ type: 'TEAM_CHANGED', node: { type: 'Team', id: teamId }, audience: { kind: 'tenant' } });
      });
      await tell({ kind: 'rows', scopes: [{ assigneeId: ana.memberId, teamId }] });
      expect([typeOf(await ruis.next()), typeOf(await ruis.next())]).toEqual(['MEMBER_CHANGED', 'TASK_CREATED']);
      ruis.stop();
      anas.stop();
    });

    it('ends what a changed role may not follow any more', async () => {
      const rui = await tenant.member('ADMIN');
      const agent = (await product.graphql(rui.token, 'mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }')).data.saveAgent.agent;
      const { channel } = (await product.graphql(rui.token, `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id } } }`, { input: { agentId: agent.id } })).data.connectEvolutionForAgent;
      const codes = await follow(rui, 'subscription ($id: ID!) { channelQrCode(channelId: $id) { code } }', { id: channel.id });
      await running(1);
      await change(rui, { role: 'VIEWER' });
      expect(await refusal(codes)).toEqual(['FORBIDDEN']);
    });

    it('hides what went wrong with one event, and goes on', async () => {
      const { db, logger } = product.prosa.platform;
      const logged = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
      const read = db.read;
      const following = await follow(ana, NODES);
      await running(1);
      const broken = jest.spyOn(db, 'read').mockImplementation(((sql: string, params: unknown[]) => (/from member m where m.tenant_id/.test(sql) ? Promise.reject(new Error('select secret from vault')) : read(sql, params))) as never);
      await change(ana, { version: 2 });
      const { data, errors } = await following.next();
      broken.mockRestore();
      expect(data.events).toEqual({ type: 'MEMBER_CHANGED', nodeId: expect.any(String), node: null });
      expect(errors).toEqual([{ message: 'Something went wrong on our side.', path: ['events', 'node'], locations: expect.anything(), extensions: { code: 'INTERNAL', correlationId: expect.any(String) } }]);
      expect(logged).toHaveBeenCalledTimes(1);
      logged.mockRestore();
      await change(ana, { version: 3 });
      expect((await following.next()).errors).toBeUndefined();
      following.stop();
    });

    it('keeps nothing of who has left, though nothing ever happened', async () => {
      const following = [await follow(ana, EVENTS), await follow(ana, NODES), await follow(tenant.owner, EVENTS)];
      await running(3);
      for (const { stop } of following) stop();
      await running(0);
    });
  });

  it('makes a result once for all who ask the same, wherever they start and however it comes to them', async () => {
    const cursors = [await cursor()];
    await tell();
    cursors.push(await cursor());
    const members = await Promise.all([...Array.from({ length: 4 }, () => tenant.member('REP')), tenant.member('VIEWER')]);
    const rest = await cursor();
    const sockets = await Promise.all(members.slice(0, 4).flatMap((member) => [member, member, member]).map(async (member) => (await socketOf(member)).subscribe(EVENTS, { after: rest })));
    const sse = [await stream(members[0] as SeededMember, EVENTS, { after: rest }), await stream(members[1] as SeededMember, EVENTS)];
    const another = (await socketOf(members[4] as SeededMember)).subscribe(EVENTS, { after: rest });
    await running(15);
    const before = product.prosa.http.shared.executions;
    await tell();
    const all = await Promise.all([...sockets, ...sse].map((following) => following.next()));
    await another.next();
    expect(new Set(all.map((delivered) => JSON.stringify(delivered.data))).size).toBe(1);
    expect(product.prosa.http.shared.executions - before).toBe(2); // REP's and VIEWER's rights are not the same
  });

  it('shares nothing between members who see different rows', async () => {
    const members = await Promise.all([tenant.member('REP', 'OWN'), tenant.member('REP', 'OWN'), tenant.member('REP', 'ALL')]);
    const following = await Promise.all(members.map(async (member) => (await socketOf(member)).subscribe(EVENTS)));
    await running(3);
    const before = product.prosa.http.shared.executions;
    await tell();
    await Promise.all(following.map((one) => one.next()));
    expect(product.prosa.http.shared.executions - before).toBe(3);
  });

  it('delivers text that looks like the wire as it is', async () => {
    const name = '"}{"data":"spliced-0"}\\","type":"next","payload":{"data":"spliced-1\u2028"}';
    const following = (await socketOf(ana)).subscribe('subscription { events(types: [AGENT_CHANGED]) { ... on EntityEvent { node { ... on Agent { name } } } } }');
    await running(1);
    const saved = await product.graphql(ana.token, 'mutation ($name: String!) { saveAgent(input: { name: $name }) { agent { name } userErrors { code } } }', { name });
    expect(saved.data.saveAgent.agent.name).toBe(name);
    expect((await following.next()).data.events.node.name).toBe(name);
  });

  it('gives an operation on an old socket the rights of now', async () => {
    const rui = await tenant.member('ADMIN');
    const socket = await socketOf(rui);
    const save = 'mutation { saveAgent(input: { name: "Bia" }) { agent { name } } }';
    expect((await socket.subscribe(save).next()).data.saveAgent.agent.name).toBe('Bia');
    await change(rui, { role: 'VIEWER' });
    expect((await socket.subscribe(save).next()).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await refusal(socket.subscribe('subscription { channelQrCode(channelId: "x") { code } }'))).toEqual(['FORBIDDEN']);
  });

  it('closes sockets and ends streams of a member who is deactivated', async () => {
    const rui = await tenant.member('REP');
    const socket = await socketOf(rui);
    socket.subscribe(EVENTS);
    const following = await stream(rui, EVENTS);
    await running(2);
    await change(rui, { active: false });
    expect(await refusal(following)).toEqual(['UNAUTHENTICATED']);
    expect(await socket.closed).toBe(4403);
  });

  it('ends streams with the logout', async () => {
    const following = await stream(ana, EVENTS);
    await running(1);
    await product.graphql(ana.token, 'mutation { logout { ok } }');
    expect(await refusal(following)).toEqual(['UNAUTHENTICATED']);
    await running(0);
  });

  it('keeps a stream alive while nothing happens, uncompressed and unbuffered', async () => {
    const following = await stream(ana, EVENTS);
    expect(following.headers['content-type']).toContain('text/event-stream');
    expect(following.headers['cache-control']).toBe('no-cache');
    expect(['none', undefined]).toContain(following.headers['content-encoding']);
    await until(() => following.keptAlive >= 2);
  });

  it('runs a hundred streams of one session, and more when some have left', async () => {
    const many = await Promise.all(Array.from({ length: 100 }, () => stream(ana, EVENTS)));
    await running(100);
    expect(await refusal(await stream(ana, EVENTS))).toEqual(['TOO_COMPLEX']);
    many[0]?.close();
    await running(99);
    await stream(ana, EVENTS);
    await running(100);
  }, 30_000);

  it('is closed to the signed-out', async () => {
    const following = await EventStream.open(product.url, null, EVENTS, {});
    expect(await refusal(following)).toEqual(['UNAUTHENTICATED']);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
