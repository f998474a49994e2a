import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel, PriorChat } from '@prosa/server/channels';
import { deleteTeam, Team } from '@prosa/server/identity';
import { newId, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { updateConversation } from '../conversation/update-conversation';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';

const ANA = '5511900000001@s.whatsapp.net';
const BIA = '5511900000002@s.whatsapp.net';

describe.each(testDatabaseUrls())('the team of a channel on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  const team = newId();
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-team-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    const { tenantId, clock } = inbox;
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const row = { id: team, tenantId, name: 'Sales', assignment: 'ROUND_ROBIN', capacity: null };
      em.create(Team, { ...row, createdAt: clock.now() } as never);
    });
    channel = await inbox.channel({ teamId: team });
  });
  afterEach(() => inbox.close());

  const write = async (jid: string, over: object = {}) => {
    await inbox.deliver(channel, [textDelivery({ jid, at: inbox.clock.now(), ...over })]);
    await inbox.drain(channel);
  };
  const teamOf = async (jid: string) =>
    (await inbox.conversations()).find(({ remoteJid }) => remoteJid === jid)?.teamId ?? null;
  const dealt = () => inbox.enqueued.filter(({ kind, key }) => kind === 'team.deal' && key === team).length;

  it('gets who writes for the first time, to be dealt out at once', async () => {
    await write(ANA);
    expect(await teamOf(ANA)).toBe(team);
    expect(dealt()).toBe(1);
  });

  it('gets nothing that the number brought along, until it is written to again', async () => {
    await write(ANA, { at: new Date('2019-01-01T00:00:00Z') });
    expect(await teamOf(ANA)).toBeNull();
    expect(dealt()).toBe(0);
    expect(
      await inbox.ctx.em.fork().count(PriorChat, {}, { filters: { tenant: { tenantId: inbox.tenantId } } as never }),
    ).toBe(1);
    await write(ANA);
    expect(await teamOf(ANA)).toBe(team);
    expect(dealt()).toBe(1);
  });

  it('does not get what is somebody’s, or another team’s', async () => {
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { teamId: null })),
    );
    await write(ANA);
    await write(BIA);
    const [ana, bia] = await inbox.conversations();
    const owner = inbox.member('OWNER');
    const other = newId();
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const row = { id: other, tenantId: inbox.tenantId, name: 'Support', assignment: 'MANUAL', capacity: null };
      em.create(Team, { ...row, createdAt: inbox.clock.now() } as never);
      await em.nativeUpdate(Channel, { id: channel }, { teamId: team });
    });
    await unitOfWork(
      inbox.ctx,
      async ({ em }) =>
        void (await em.execute('update conversation set assignee_id = ? where id = ?', [owner.memberId, ana?.id])),
    );
    await updateConversation(owner, { id: bia?.id as string, teamId: other });
    await write(ANA);
    await write(BIA);
    expect([await teamOf(ANA), await teamOf(BIA)]).toEqual([null, other]);
    expect(dealt()).toBe(0);
  });

  it('is none any more when it is deleted', async () => {
    await deleteTeam(inbox.member('OWNER'), team);
    await write(ANA);
    expect(await teamOf(ANA)).toBeNull();
    const told = (await inbox.events()).filter(({ type, nodeId }) => type === 'CHANNEL_CHANGED' && nodeId === channel);
    expect(told).toHaveLength(1);
  });

  it('is told of in the conversation that it gets', async () => {
    await write(ANA, { at: new Date('2019-01-01T00:00:00Z') });
    await write(ANA);
    const told = (await inbox.events()).filter(({ type }) => type === 'ACTIVITY_ADDED');
    expect(told).toHaveLength(1);
  });
});
