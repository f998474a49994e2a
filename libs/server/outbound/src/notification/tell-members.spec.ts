import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentEntities } from '@prosa/server/agent';
import { seedTenant, type SeededMember, type SeededTenant } from '@prosa/server/identity';
import { Conversation, watchConversation } from '@prosa/server/inbox';
import { openTestInbox, textDelivery, type TestInbox } from '@prosa/server/inbox/testing';
import { systemContext, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { markNotificationsRead } from './mark-read';
import { outboundEntities } from '../outbound.entities';
import { countUnread, listNotifications } from './notification.read';
import { saveSettings } from './settings';
import { tellMembers, type OnTold } from './tell-members';

describe.each(testDatabaseUrls())('telling members, on $name', ({ url }) => {
  let opened: Awaited<ReturnType<typeof openTestInbox>>;
  let inbox: TestInbox;
  let tenant: SeededTenant;
  let channelId: string;
  let rep: SeededMember;
  beforeAll(async () => {
    opened = await openTestInbox(await url(mkdtempSync(join(tmpdir(), 'prosa-told-'))), [
      ...agentEntities,
      ...outboundEntities,
    ]);
  });
  beforeEach(async () => {
    tenant = await seedTenant(opened.platform);
    inbox = opened.of(tenant.tenantId);
    channelId = await inbox.channel();
    rep = await tenant.member('REP', 'OWN');
  });
  afterAll(() => opened.close());

  const tell = (onTold?: OnTold) => tellMembers(inbox.platform, tenant.tenantId, new AbortController().signal, onTold);
  const writes = async (...texts: string[]) => {
    await inbox.deliver(
      channelId,
      texts.map((text) => textDelivery({ text, at: inbox.clock.now() })),
    );
    await inbox.drain(channelId);
  };
  const change = async (
    fn: (conversation: Conversation) => void,
    ctx = systemContext(inbox.platform, tenant.tenantId, 'test'),
  ) =>
    unitOfWork(ctx, async (unit) => {
      const conversation = await unit.em.findOneOrFail(Conversation, {});
      const watch = watchConversation(unit, conversation);
      fn(conversation);
      watch.finish();
    });
  const assign = (to: SeededMember | null, by: SeededMember = tenant.owner) =>
    change((conversation) => void (conversation.assigneeId = to?.memberId ?? null), by);
  const list = async (who: SeededMember) =>
    (await listNotifications(who, { unreadOnly: true, limit: 50, after: null })).map(
      ({ kind, count, text }) => `${kind} ${count} ${text}`,
    );

  it('makes one notification of several messages, and none of an event twice', async () => {
    await writes('Oi');
    await assign(rep);
    await tell();
    await writes('Tudo bem?', 'Preciso de ajuda');
    await tell();
    await tell();
    expect(await list(rep)).toEqual(['ASSIGNED 3 Preciso de ajuda']);
    expect(await countUnread(rep)).toBe(1);
    expect(await list(tenant.owner)).toEqual([]); // they gave it away
  });

  it('tells once when two processes read the log at the same time', async () => {
    await writes('Oi');
    const told: string[] = [];
    await Promise.all([1, 2, 3].map(() => tell((_ctx, _unit, { id }) => void told.push(id))));
    expect(await list(tenant.owner)).toEqual(['NEW_CONVERSATION 1 Oi']);
    const events = (await inbox.events()).filter(({ type }) => type === 'NOTIFICATION_CREATED');
    expect(events.map(({ audience }) => audience)).toEqual([{ kind: 'member', memberId: tenant.owner.memberId }]);
  });

  it('loses nothing of a batch that failed', async () => {
    await writes('Oi');
    await expect(tell(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await list(tenant.owner)).toEqual([]);
    await tell();
    expect(await list(tenant.owner)).toEqual(['NEW_CONVERSATION 1 Oi']);
  });

  it('is read with the conversation, by whoever has it, and begins anew with the next message', async () => {
    await writes('Oi');
    await tell();
    await change((conversation) => void (conversation.unreadCount = 0), tenant.owner);
    await tell();
    expect(await list(tenant.owner)).toEqual([]);
    await writes('Ainda aí?');
    await tell();
    expect(await list(tenant.owner)).toEqual(['NEW_CONVERSATION 1 Ainda aí?']);
    const [{ id }] = (await listNotifications(tenant.owner, {
      unreadOnly: true,
      limit: 1,
      after: null,
    })) as unknown as [{ id: string }];
    await markNotificationsRead(tenant.owner, { ids: [id], conversationIds: [] });
    expect(await list(tenant.owner)).toEqual([]);
  });

  it('reads nothing that is another’s', async () => {
    await writes('Oi');
    await assign(rep);
    await tell();
    const [{ id }] = (await listNotifications(rep, { unreadOnly: true, limit: 1, after: null })) as unknown as [
      { id: string },
    ];
    await expect(markNotificationsRead(tenant.owner, { ids: [id], conversationIds: [] })).rejects.toThrow(
      'No such notification',
    );
    expect(await list(rep)).toEqual(['ASSIGNED 1 Oi']);
  });

  it('goes with the sight of its conversation', async () => {
    await writes('Oi');
    await assign(rep);
    await tell();
    await assign(tenant.owner);
    expect(await list(rep)).toEqual([]);
    expect(await countUnread(rep)).toBe(0);
  });

  it('is left out where the member does not want it, and rings nobody of what is old', async () => {
    await saveSettings(tenant.owner, { kinds: [{ kind: 'NEW_CONVERSATION', inApp: false, push: false }] });
    const other = await tenant.member('MANAGER');
    const rung: string[] = [];
    const ring: OnTold = (_ctx, _unit, { memberId }) => void rung.push(memberId);
    await writes('Oi');
    await tell(ring);
    expect(await list(tenant.owner)).toEqual([]);
    expect(await list(other)).toEqual(['NEW_CONVERSATION 1 Oi']);
    expect(rung).toEqual([other.memberId]);
    await assign(other);
    inbox.clock.advance(11 * 60_000);
    await tell(ring);
    expect(await list(other)).toEqual(['ASSIGNED 1 Oi']);
    expect(rung).toEqual([other.memberId]);
  });
});
