import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Member } from '@prosa/server/identity';
import { inSight, newId, systemContext, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { readActivityOf } from '../activity/activity.read';
import type { Conversation } from '../inbox.entities';
import { sendMessage } from '../outbound/send-message';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { countInbox } from './inbox-counts';
import { markConversationRead } from './mark-conversation-read';
import { markConversationUnread } from './mark-conversation-unread';
import { takeOverConversation } from './take-over-conversation';
import { transferConversation } from './transfer-conversation';
import { updateConversation } from './update-conversation';
import { updateConversations } from './update-conversations';
import { wakeConversationJob, wakeConversationSweep } from './wake-conversations';

const ANA = '5511999990001@s.whatsapp.net';
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof UserProblem ? error.code : Promise.reject(error)),
  );

describe.each(testDatabaseUrls())('sharing the work on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let owner: TenantContext & { memberId: string };
  let id: string;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-sharing-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    owner = inbox.member('OWNER');
    id = await says();
  });
  afterEach(() => inbox.close());

  async function says(jid = ANA): Promise<string> {
    inbox.clock.advance(1_000);
    await inbox.deliver(channel, [textDelivery({ jid, at: inbox.clock.now() })]);
    await inbox.drain(channel);
    return (await inbox.conversations()).find(({ remoteJid }) => remoteJid === jid)?.id as string;
  }
  const now = async (of = id) => (await inbox.conversations()).find((one) => one.id === of) as Conversation;
  const colleague = async () => {
    const member = inbox.member('REP');
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const { tenantId } = inbox;
      const row = { id: member.memberId, tenantId, userId: newId(), role: 'REP', visibility: 'ALL', active: true };
      em.create(Member, { ...row, createdAt: inbox.clock.now() } as never);
    });
    return member;
  };
  const lines = async () =>
    (await readActivityOf(owner, id, { limit: 50, after: null })).map(({ kind, actorKind, actorId, detail }) => ({
      kind,
      by: actorKind === 'MEMBER' ? actorId : actorKind,
      ...detail,
    }));

  describe('snooze', () => {
    it('wakes at its time, and comes up again', async () => {
      const until = new Date(inbox.clock.now().getTime() + 3_600_000);
      await updateConversation(owner, { id, snoozedUntil: until });
      expect(await now()).toMatchObject({ status: 'SNOOZED', snoozedUntil: until });
      const sweep = wakeConversationSweep(inbox.platform);
      inbox.clock.advance(3_599_000);
      expect(await sweep.find(10)).toEqual([]);
      inbox.clock.advance(1_000);
      const [due] = await sweep.find(10);
      await wakeConversationJob(inbox.platform).run(due as never);
      expect(await now()).toMatchObject({ status: 'OPEN', snoozedUntil: null, lastActivityAt: inbox.clock.now() });
      expect(await lines()).toEqual([
        { kind: 'WOKEN', by: 'SYSTEM' },
        { kind: 'SNOOZED', by: owner.memberId, until: until.toISOString() },
      ]);
    });

    it('without a time lasts until they write', async () => {
      await updateConversation(owner, { id, status: 'SNOOZED' });
      inbox.clock.advance(365 * 86_400_000);
      expect(await wakeConversationSweep(inbox.platform).find(10)).toEqual([]);
      expect(await now()).toMatchObject({ status: 'SNOOZED', snoozedUntil: null });
      await says();
      expect((await now()).status).toBe('OPEN');
      expect((await lines())[0]).toEqual({ kind: 'WOKEN', by: 'SYSTEM' });
    });

    it('is set anew, and taken back', async () => {
      const at = (hours: number) => new Date(inbox.clock.now().getTime() + hours * 3_600_000);
      await updateConversation(owner, { id, snoozedUntil: at(1) });
      await updateConversation(owner, { id, status: 'SNOOZED', snoozedUntil: null });
      expect(await now()).toMatchObject({ status: 'SNOOZED', snoozedUntil: null });
      await updateConversation(owner, { id, snoozedUntil: at(2) });
      await updateConversation(owner, { id, snoozedUntil: null });
      expect(await now()).toMatchObject({ status: 'OPEN', snoozedUntil: null });
      expect(await code(updateConversation(owner, { id, snoozedUntil: inbox.clock.now() }))).toBe('INVALID');
    });
  });

  it('marks unread what was read, from the newest back', async () => {
    await says();
    await says();
    await markConversationRead(owner, { id });
    await markConversationUnread(owner, id);
    expect((await now()).unreadCount).toBe(1);
    const unread = async () =>
      (await inbox.messages()).flatMap(({ readAt }, index) => (readAt === null ? [index] : []));
    expect(await unread()).toEqual([2]);
    await updateConversation(owner, { id, unreadCount: 2 });
    expect(await unread()).toEqual([1, 2]);
    await markConversationUnread(owner, id);
    expect((await now()).unreadCount).toBe(2);
    await updateConversation(owner, { id, unreadCount: 0 });
    expect(await unread()).toEqual([]);
  });

  it('tells who did what, in its place among the messages', async () => {
    const bia = await colleague();
    await takeOverConversation(owner, id);
    await transferConversation(owner, { id, assigneeId: bia.memberId, note: ' She wants a discount ' });
    await updateConversation(bia, { id, labels: ['vip'], status: 'CLOSED' });
    await sendMessage(bia, { conversationId: id, text: 'Hello', clientKey: 'one' });
    expect(await lines()).toEqual([
      { kind: 'REOPENED', by: bia.memberId },
      { kind: 'LABELLED', by: bia.memberId, added: ['vip'], removed: [] },
      { kind: 'CLOSED', by: bia.memberId },
      { kind: 'ASSIGNED', by: owner.memberId, memberId: bia.memberId, note: 'She wants a discount' },
      { kind: 'ASSIGNED', by: owner.memberId, memberId: owner.memberId },
    ]);
    const added = (await inbox.events()).filter(({ type }) => type === 'ACTIVITY_ADDED');
    expect(added).toHaveLength(5);
    expect(new Set(added.map(({ conversationId }) => conversationId))).toEqual(new Set([id]));
    // Read page by page, nothing is missing.
    const [first, second] = await readActivityOf(owner, id, { limit: 2, after: null });
    const rest = await readActivityOf(owner, id, { limit: 9, after: second?.sortKey as string });
    expect([first, second, ...rest].map((row) => row?.kind)).toHaveLength(5);
  });

  it('transfers to somebody who is there, or says why not', async () => {
    expect(await code(transferConversation(owner, { id }))).toBe('REQUIRED');
    expect(await code(transferConversation(owner, { id, assigneeId: newId() }))).toBe('MEMBER_NOT_FOUND');
    expect(await code(transferConversation(owner, { id, teamId: newId() }))).toBe('TEAM_NOT_FOUND');
    const bia = await colleague();
    expect(await code(transferConversation(owner, { id, assigneeId: bia.memberId, expectedVersion: 0 }))).toBe('STALE');
    await expect(transferConversation(inbox.member('VIEWER'), { id, assigneeId: bia.memberId })).rejects.toThrow(
      'right',
    );
    await transferConversation(owner, { id, assigneeId: bia.memberId });
    await transferConversation(owner, { id, assigneeId: bia.memberId, note: 'x' });
    expect((await lines())[0]).toMatchObject({ kind: 'ASSIGNED', memberId: bia.memberId, note: 'x' });
    expect(await now()).toMatchObject({ assigneeId: bia.memberId, handler: 'HUMAN' });
  });

  describe('many at once', () => {
    const others = () => Promise.all([2, 3].map((n) => says(`551199999000${n}@s.whatsapp.net`)));

    it('changes each that may be changed, and tells what became of each', async () => {
      const [second, third] = (await others()) as [string, string];
      const bia = await colleague();
      const outcomes = await updateConversations(owner, [
        { id, assigneeId: bia.memberId, labels: ['vip'], unreadCount: 0 },
        { id: second, assigneeId: newId() },
        { id: third, status: 'CLOSED', expectedVersion: 99 },
        { id: newId(), status: 'CLOSED' },
      ]);
      expect(outcomes.map(({ problem }) => problem?.code ?? null)).toEqual([
        null,
        'MEMBER_NOT_FOUND',
        'STALE',
        'NOT_FOUND',
      ]);
      expect(await now()).toMatchObject({ assigneeId: bia.memberId, labels: ['vip'], unreadCount: 0 });
      expect(await now(second)).toMatchObject({ assigneeId: null });
      expect(await now(third)).toMatchObject({ status: 'OPEN' });
      const many = Array.from({ length: 101 }, () => ({ id: newId() }));
      expect(await code(updateConversations(owner, many))).toBe('TOO_MANY');
    });

    it('leaves alone what the caller does not see', async () => {
      const rep = inbox.member('REP', { visibility: 'OWN' });
      await updateConversation(owner, { id, assigneeId: (await colleague()).memberId });
      const [outcome] = await updateConversations(rep, [{ id, status: 'CLOSED' }]);
      expect(outcome?.problem?.code).toBe('NOT_FOUND');
      expect((await now()).status).toBe('OPEN');
    });

    it('is undone where nobody changed it since', async () => {
      const [second] = (await others()) as [string, string];
      await updateConversations(owner, [
        { id, status: 'CLOSED', unreadCount: 0 },
        { id: second, status: 'CLOSED', unreadCount: 0 },
      ]);
      const versions = new Map((await inbox.conversations()).map((one) => [one.id, one.version]));
      await updateConversation(owner, { id: second, labels: ['meanwhile'] });
      const back = (of: string) => ({
        id: of,
        expectedVersion: versions.get(of) as number,
        status: 'OPEN' as const,
        unreadCount: 1,
      });
      const outcomes = await updateConversations(owner, [back(id), back(second)]);
      expect(outcomes.map(({ problem }) => problem?.code ?? null)).toEqual([null, 'STALE']);
      expect(await now()).toMatchObject({ status: 'OPEN', unreadCount: 1 });
      expect(await now(second)).toMatchObject({ status: 'CLOSED', unreadCount: 0, labels: ['meanwhile'] });
    });
  });

  it('counts what each sees, exactly', async () => {
    const [me, team] = [newId(), newId()];
    const statuses = ['OPEN', 'PENDING', 'SNOOZED', 'CLOSED'] as const;
    for (let n = 0; n < 24; n++) await says(`55119888800${String(n).padStart(2, '0')}@s.whatsapp.net`);
    await unitOfWork(systemContext(inbox.platform, inbox.tenantId, 'test'), async ({ em }) => {
      const rows = await em.find((await import('../inbox.entities')).Conversation, {}, { orderBy: { id: 'asc' } });
      rows.forEach((row, n) =>
        Object.assign(row, {
          status: statuses[n % 4],
          assigneeId: [null, me, newId()][n % 3],
          teamId: [null, null, team, newId()][Math.floor(n / 3) % 4],
          handler: n % 5 ? 'HUMAN' : 'AGENT',
          unreadCount: n % 2,
        }),
      );
    });
    const rows = await inbox.conversations();
    for (const visibility of ['ALL', 'TEAM', 'OWN'] as const) {
      const ctx = inbox.member('REP', { visibility, memberId: me, teamIds: [team] });
      const seen = rows.filter(
        ({ status, assigneeId = null, teamId = null }) =>
          ['OPEN', 'PENDING'].includes(status) && inSight(ctx.sight, { assigneeId, teamId }),
      );
      const count = (test: (row: Conversation) => boolean) => seen.filter(test).length;
      const counts = await countInbox(ctx);
      expect(counts).toEqual({
        mine: count(({ assigneeId }) => assigneeId === me),
        unassigned: count(({ assigneeId, handler }) => !assigneeId && handler === 'HUMAN'),
        agent: count(({ handler }) => handler === 'AGENT'),
        unread: count(({ unreadCount }) => unreadCount > 0),
        all: seen.length,
      });
      expect(counts.mine).toBeGreaterThan(0);
    }
    expect(await countInbox({ ...owner, tenantId: newId() })).toEqual({
      mine: 0,
      unassigned: 0,
      agent: 0,
      unread: 0,
      all: 0,
    });
  });
});
