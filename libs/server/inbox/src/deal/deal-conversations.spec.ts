import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel } from '@prosa/server/channels';
import { Contact } from '@prosa/server/crm';
import { deleteTeam, Member, Team, TeamMember, type Availability } from '@prosa/server/identity';
import { newId, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { updateConversation } from '../conversation/update-conversation';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { dealConversations } from './deal-conversations';
import { teamDealSweep } from './deal.jobs';
import './release-work';

describe.each(testDatabaseUrls())('dealing out the work of a team on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let team: string;
  let count = 0;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-deal-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    team = await makeTeam();
  });
  afterEach(() => inbox.close());

  async function makeTeam(over: object = {}): Promise<string> {
    const id = newId();
    const row = { id, tenantId: inbox.tenantId, name: 'Sales', assignment: 'ROUND_ROBIN', capacity: null };
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void em.create(Team, { ...row, createdAt: inbox.clock.now(), ...over } as never),
    );
    return id;
  }
  async function join_(teams: string[], availability: Availability = 'ONLINE'): Promise<string> {
    const id = newId();
    const { tenantId } = inbox;
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const row = { id, tenantId, userId: newId(), role: 'REP', visibility: 'OWN', availability, active: true };
      em.create(Member, { ...row, createdAt: inbox.clock.now() } as never);
      for (const teamId of teams) em.create(TeamMember, { teamId, memberId: id, tenantId });
    });
    return id;
  }
  const change = (id: string, values: object) =>
    unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeUpdate(Member, { id }, values)));
  /** So many conversations wait for a team, the first the longest. */
  async function waiting(many: number, teamId = team): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < many; n++) {
      const jid = `5511${900_000_000 + ++count}@s.whatsapp.net`;
      inbox.clock.advance(1_000);
      await inbox.deliver(channel, [textDelivery({ jid, at: inbox.clock.now() })]);
      await inbox.drain(channel);
      const id = (await inbox.conversations()).find(({ remoteJid }) => remoteJid === jid)?.id as string;
      await updateConversation(inbox.member('OWNER'), { id, teamId });
      ids.push(id);
    }
    return ids;
  }
  const whose = async (ids: readonly string[]) => {
    const rows = new Map((await inbox.conversations()).map(({ id, assigneeId }) => [id, assigneeId ?? null]));
    return ids.map((id) => rows.get(id));
  };
  const due = async () => (await teamDealSweep(inbox.platform).find(10)).map(({ key }) => key);

  it('gives each in turn what waits the longest, also when it comes one by one', async () => {
    const [ana, bia] = [await join_([team]), await join_([team])];
    const first = await waiting(3);
    expect(inbox.enqueued.filter(({ kind, key }) => kind === 'team.deal' && key === team)).toHaveLength(3);
    expect(await dealConversations(inbox.ctx, team)).toBe(3);
    expect(await whose(first)).toEqual([ana, bia, ana]);
    const next = await waiting(1);
    await dealConversations(inbox.ctx, team);
    expect(await whose(next)).toEqual([bia]);
    const told = (await inbox.events()).filter(
      ({ type, changes }) => type === 'CONVERSATION_CHANGED' && changes?.['assignee'],
    );
    expect(told).toHaveLength(4);
  });

  it('waits while nobody has room, and goes on when somebody comes or closes something', async () => {
    const small = await makeTeam({ capacity: 1 });
    const ana = await join_([small], 'BUSY');
    const bia = await join_([small], 'OFFLINE');
    const ids = await waiting(3, small);
    expect(await due()).toEqual([]);
    expect(await dealConversations(inbox.ctx, small)).toBe(0);
    await change(bia, { availability: 'ONLINE' });
    expect(await due()).toEqual([small]);
    await dealConversations(inbox.ctx, small);
    expect(await whose(ids)).toEqual([bia, null, null]);
    expect(await due()).toEqual([]);
    await updateConversation(inbox.member('OWNER'), { id: ids[0] as string, status: 'CLOSED' });
    expect(await due()).toEqual([small]);
    await dealConversations(inbox.ctx, small);
    expect(await whose(ids)).toEqual([bia, bia, null]);
    await change(ana, { availability: 'ONLINE', active: false });
    expect(await due()).toEqual([]);
  });

  it('deals nothing of a team that shares by hand, nothing of the agent, nothing that is done', async () => {
    const byHand = await makeTeam({ assignment: 'MANUAL' });
    await join_([byHand, team]);
    const [mine] = await waiting(1, byHand);
    const [closed] = (await waiting(1)) as [string];
    await updateConversation(inbox.member('OWNER'), { id: closed, status: 'CLOSED' });
    expect(await due()).toEqual([]);
    expect(await dealConversations(inbox.ctx, byHand)).toBe(0);
    expect(await dealConversations(inbox.ctx, team)).toBe(0);
    expect(await whose([mine as string, closed])).toEqual([null, null]);
    expect(await dealConversations(inbox.ctx, newId())).toBe(0);
  });

  it('deals each once and nobody too much, however many processes do it at a time', async () => {
    const other = await makeTeam({ capacity: 3 });
    await unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeUpdate(Team, { id: team }, { capacity: 3 })));
    const members = [await join_([team, other]), await join_([team, other]), await join_([team])];
    const ids = [...(await waiting(6)), ...(await waiting(6, other))];
    await Promise.all([team, other, team, other].map((one) => dealConversations(inbox.ctx, one)));
    const taken = (await whose(ids)).filter((id) => id !== null);
    for (const member of members) expect(taken.filter((id) => id === member).length).toBeLessThanOrEqual(3);
    expect(taken.length).toBeGreaterThanOrEqual(6);
  });

  it('leaves nothing with a team that is gone: what somebody has stays theirs, each open one is told of', async () => {
    const other = await makeTeam({ name: 'Support', assignment: 'MANUAL' });
    const ana = await join_([team]);
    const [mine, free, done] = (await waiting(3)) as [string, string, string];
    const [elsewhere] = (await waiting(1, other)) as [string];
    const owner = inbox.member('OWNER');
    await updateConversation(owner, { id: mine, assigneeId: ana });
    await updateConversation(owner, { id: done, status: 'CLOSED' });
    const contactId = (await inbox.conversations()).find(({ id }) => id === free)?.contactId as string;
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Contact, { id: contactId }, { teamId: team })),
    );
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { teamId: team })),
    );
    const before = (await inbox.events()).length;
    await deleteTeam(owner, team);
    const teams = new Map((await inbox.conversations()).map(({ id, teamId }) => [id, teamId ?? null]));
    expect([mine, free, done, elsewhere].map((id) => teams.get(id))).toEqual([null, null, null, other]);
    expect(await whose([mine, free])).toEqual([ana, null]);
    expect((await inbox.platform.db.acrossTenants().findOneOrFail(Channel, { id: channel })).teamId).toBeNull();
    expect((await inbox.events()).slice(before).map(({ type }) => type)).toContain('CHANNEL_CHANGED');
    const told = (await inbox.events()).slice(before).filter(({ type }) => type === 'CONVERSATION_CHANGED');
    expect(
      told.map(({ changes, audience }) => [Object.keys(changes ?? {}), JSON.stringify(audience).includes(team)]),
    ).toEqual([
      [['team'], true],
      [['team'], true],
    ]);
    expect((await inbox.platform.db.acrossTenants().findOneOrFail(Contact, { id: contactId })).teamId).toBeNull();
  });
});
