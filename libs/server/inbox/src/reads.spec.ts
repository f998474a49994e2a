import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContacts, Contact } from '@prosa/server/crm';
import { inSight, newId, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import './contact-in-sight';
import { countConversations, listConversations } from './conversation/conversation.read';
import { countOpenOf } from './conversation/view-counts';
import { updateConversation } from './conversation/update-conversation';
import { Conversation, Message } from './inbox.entities';
import { readMessages, readTimeline } from './message/message.read';
import { sortKey } from './message/sort-key';
import { openTestInbox, type TestInbox } from './testing/test-inbox';

describe.each(testDatabaseUrls())('reading the inbox on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let all: TenantContext;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-reads-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    all = inbox.member('OWNER');
  });
  afterEach(() => inbox.close());

  /** Conversations a minute apart, newest last. */
  const conversations = (count: number, over: (i: number) => Partial<Conversation> = () => ({})) =>
    unitOfWork(inbox.ctx, async ({ em }) =>
      Array.from({ length: count }, (_, i) => {
        const id = newId();
        em.create(Conversation, {
          id,
          tenantId: inbox.tenantId,
          channelId: channel,
          contactId: newId(),
          remoteJid: 'x',
          isGroup: false,
          status: 'OPEN',
          handler: 'HUMAN',
          labels: [],
          lastActivityAt: new Date(inbox.clock.now().getTime() + i * 60_000),
          createdAt: inbox.clock.now(),
          ...over(i),
        } as never);
        return id;
      }),
    );
  const messages = (conversationId: string, count: number) =>
    unitOfWork(inbox.ctx, async ({ em }) =>
      Array.from({ length: count }, (_, i) => {
        const id = newId();
        const at = new Date(inbox.clock.now().getTime() + i * 1000);
        em.create(Message, {
          id,
          tenantId: inbox.tenantId,
          conversationId,
          channelId: channel,
          direction: 'INBOUND',
          kind: 'TEXT',
          status: 'RECEIVED',
          text: `message ${i}`,
          authorKind: 'CONTACT',
          sortKey: sortKey(at, id),
          sentAt: at,
          createdAt: at,
        } as never);
        return id;
      }),
    );
  const idsOf = async (ctx: TenantContext, filter = {}) =>
    (await listConversations(ctx, filter, { first: 50, after: null })).rows.map(({ id }) => id);

  it('pages the list by key, latest first, without gap or repetition', async () => {
    const ids = await conversations(7, (i) => ({ lastActivityAt: new Date(1_000 * Math.floor(i / 2)) }));
    const seen: string[] = [];
    let after = null;
    for (;;) {
      const page = await listConversations(all, {}, { first: 2, after });
      seen.push(...page.rows.map(({ id }) => id));
      if (!page.hasNextPage) break;
      const last = page.rows.at(-1) as (typeof page.rows)[number];
      after = { lastActivityAt: last.lastActivityAt.getTime(), id: last.id };
    }
    expect(seen).toEqual([...ids].reverse());
  });

  it('shows each member what is theirs to see, and no other tenant anything', async () => {
    const me = newId();
    const team = newId();
    const [mine, ofTeam, nobodys, ofOthers] = await conversations(
      4,
      (i) => [{ assigneeId: me }, { teamId: team }, {}, { assigneeId: newId(), teamId: newId() }][i] as object,
    );
    const as = (visibility: 'ALL' | 'TEAM' | 'OWN') =>
      inbox.member('REP', { visibility, memberId: me, teamIds: [team] });
    expect(await idsOf(as('ALL'))).toEqual([ofOthers, nobodys, ofTeam, mine]);
    expect(await idsOf(as('TEAM'))).toEqual([nobodys, ofTeam, mine]);
    expect(await idsOf(as('OWN'))).toEqual([mine]);
    expect(await idsOf({ ...as('ALL'), tenantId: newId() })).toEqual([]);
    const [hidden] = await messages(ofOthers as string, 1);
    expect(await readMessages(as('TEAM'), [hidden as string])).toEqual([]);
    expect(await readMessages(as('ALL'), [hidden as string])).toHaveLength(1);
  });

  it('lists by the one rule of sight, whatever else is asked for, page by page', async () => {
    const [me, team, other] = [newId(), newId(), newId()];
    const who = [null, me, newId()];
    const where = [null, team, other, newId()];
    const statuses = ['OPEN', 'PENDING', 'CLOSED'] as const;
    const made = await conversations(36, (i) => ({
      assigneeId: who[i % 3] as string | null,
      teamId: where[Math.floor(i / 3) % 4] as string | null,
      status: statuses[Math.floor(i / 12)] as (typeof statuses)[number],
    }));
    const scopes = new Map((await inbox.conversations()).map((row) => [row.id, row]));
    for (const visibility of ['ALL', 'TEAM', 'OWN'] as const) {
      const ctx = inbox.member('REP', { visibility, memberId: me, teamIds: [team, other] });
      for (const status of [undefined, ['OPEN', 'CLOSED', 'OPEN'] as const]) {
        const seen: string[] = [];
        for (let after = null, more = true; more;) {
          const page = await listConversations(ctx, { status }, { first: 5, after });
          seen.push(...page.rows.map(({ id }) => id));
          const last = page.rows.at(-1);
          after = last ? { lastActivityAt: last.lastActivityAt.getTime(), id: last.id } : null;
          more = page.hasNextPage;
        }
        const wanted = made.filter((id) => {
          const row = scopes.get(id) as Conversation;
          const scope = { assigneeId: row.assigneeId ?? null, teamId: row.teamId ?? null };
          return inSight(ctx.sight, scope) && (!status || row.status !== 'PENDING');
        });
        expect(seen).toEqual([...wanted].reverse());
        expect(await countConversations(ctx, { status }, 100)).toBe(wanted.length);
        expect(await countConversations(ctx, { status }, 3)).toBe(Math.min(3, wanted.length));
        expect(await countConversations({ ...ctx, tenantId: newId() }, { status }, 100)).toBe(0);
      }
      const open = made.filter((id) => {
        const row = scopes.get(id) as Conversation;
        const scope = { assigneeId: row.assigneeId ?? null, teamId: row.teamId ?? null };
        return row.assigneeId === me && row.status !== 'CLOSED' && inSight(ctx.sight, scope);
      });
      expect(await countOpenOf(ctx, [me, newId()])).toEqual(new Map([[me, open.length]]));
    }
  });

  it('shows a contact to whoever sees a conversation with them', async () => {
    const me = newId();
    const [mine, others] = [newId(), newId()];
    await unitOfWork(inbox.ctx, async ({ em }) => {
      for (const id of [mine, others]) {
        em.create(Contact, {
          id,
          tenantId: inbox.tenantId,
          name: id,
          nameSource: 'WHATSAPP',
          ownerId: newId(),
          teamId: null,
          createdAt: inbox.clock.now(),
          updatedAt: inbox.clock.now(),
        });
      }
    });
    await conversations(2, (i) =>
      i === 0 ? { assigneeId: me, contactId: mine } : { assigneeId: newId(), contactId: others },
    );
    const seen = (visibility: 'ALL' | 'TEAM' | 'OWN') =>
      readContacts(inbox.member('REP', { visibility, memberId: me }), [mine, others]).then((rows) =>
        rows.map(({ id }) => id),
      );
    expect(await seen('OWN')).toEqual([mine]);
    expect(await seen('TEAM')).toEqual([mine]);
    expect((await seen('ALL')).sort()).toEqual([mine, others].sort());
  });

  it('filters', async () => {
    const agent = newId();
    const [a, b] = await conversations(2, (i) =>
      i === 0 ? { status: 'CLOSED', unreadCount: 2 } : { handler: 'AGENT', assigneeId: agent },
    );
    await updateConversation(all, { id: a as string, labels: ['vip', 'x'] });
    expect(await idsOf(all, { status: ['CLOSED'] })).toEqual([a]);
    expect(await idsOf(all, { status: ['OPEN', 'CLOSED'] })).toEqual([b, a]);
    expect(await idsOf(all, { status: [] })).toEqual([]);
    expect(await idsOf(all, { label: 'vip' })).toEqual([a]);
    expect(await idsOf(all, { label: 'vi' })).toEqual([]);
    expect(await idsOf(all, { unread: true })).toEqual([a]);
    expect(await idsOf(all, { handler: 'AGENT' })).toEqual([b]);
    expect(await idsOf(all, { unassigned: true })).toEqual([a]);
    expect(await idsOf(all, { assigneeId: agent })).toEqual([b]);
    expect(await idsOf(all, { channelId: newId() })).toEqual([]);
  });

  it('pages a thread to the past, to the present, and around a message', async () => {
    const [conversation] = (await conversations(1)) as [string];
    const ids = await messages(conversation, 10);
    const texts = async (page: Parameters<typeof readTimeline>[2]) =>
      (await readTimeline(all, conversation, page)).rows.map(({ text }) => Number(text?.split(' ')[1]));
    const newest = await readTimeline(all, conversation, { first: 3 });
    expect(newest.rows.map(({ text }) => text)).toEqual(['message 9', 'message 8', 'message 7']);
    expect(newest).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const cursor = newest.rows.at(-1)?.sortKey as string;
    expect(await texts({ first: 3, after: cursor })).toEqual([6, 5, 4]);
    expect(await texts({ last: 1, before: cursor })).toEqual([8]);
    expect(await texts({ last: 5, before: cursor })).toEqual([9, 8]);
    expect(await texts({ last: 2 })).toEqual([1, 0]);
    expect(await texts({ around: ids[5] as string, first: 4 })).toEqual([7, 6, 5, 4]);
    expect(await texts({ around: newId(), first: 4 })).toEqual([]);
    expect(await readTimeline(all, conversation, { around: ids[0] as string, first: 4 })).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });
});
