import { Member } from '@prosa/server/identity';
import {
  AccessDenied,
  globalId,
  newId,
  NotFound,
  StaleProblem,
  systemContext,
  unitOfWork,
  UserProblem,
} from '@prosa/server/platform';
import { Conversation, Message } from '../inbox.entities';
import { retryMessage } from '../outbound/retry-message';
import { sendMessage } from '../outbound/send-message';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';
import { markConversationRead } from './mark-conversation-read';
import { returnConversationToAgent } from './return-conversation-to-agent';
import { takeOverConversation } from './take-over-conversation';
import { updateConversation } from './update-conversation';

describe('what members do with a conversation', () => {
  let inbox: TestInbox;
  let channel: string;
  let id: string;
  let agentId: string;
  beforeEach(async () => {
    inbox = await openTestInbox();
    channel = await inbox.channel();
    agentId = await inbox.bindAgent(channel);
    await inbox.deliver(channel, [
      textDelivery({ at: new Date('2026-11-24T11:50:00Z') }),
      textDelivery({ at: new Date('2026-11-24T11:51:00Z') }),
    ]);
    await inbox.drain(channel);
    id = ((await inbox.conversations())[0] as Conversation).id;
  });
  afterEach(() => inbox.close());
  const now = async () => (await inbox.conversations())[0] as Conversation;
  const lastEvent = async () => (await inbox.events()).at(-1);
  const activeMember = async (active = true) => {
    const memberId = newId();
    await unitOfWork(inbox.ctx, async ({ em }) => {
      em.create(Member, {
        id: memberId,
        tenantId: inbox.tenantId,
        userId: newId(),
        role: 'REP',
        visibility: 'ALL',
        active,
        createdAt: inbox.clock.now(),
      });
    });
    return memberId;
  };

  describe('sending', () => {
    it('queues the message, takes over and opens again in one commit', async () => {
      const ana = inbox.member();
      await updateConversation(ana, { id, status: 'CLOSED' });
      const message = await sendMessage(ana, { conversationId: id, text: ' Olá ', clientKey: 'k1' });
      expect(message).toMatchObject({ status: 'QUEUED', text: ' Olá ', authorKind: 'MEMBER', authorId: ana.memberId });
      expect(await now()).toMatchObject({
        handler: 'HUMAN',
        handoffReason: 'TAKEN_OVER',
        assigneeId: ana.memberId,
        status: 'OPEN',
        agentDueAt: null,
        lastMessageId: message.id,
      });
      const told = (await inbox.events()).filter(({ type }) => type !== 'ACTIVITY_ADDED');
      expect(told.slice(-2).map(({ type, actor }) => [type, actor])).toEqual([
        ['MESSAGE_SENT', `Member:${ana.memberId}`],
        ['CONVERSATION_CHANGED', `Member:${ana.memberId}`],
      ]);
      expect(inbox.enqueued).toContainEqual({ kind: 'conversation.send', key: id, tenantId: inbox.tenantId });
    });

    it('gives the same message for the same key, however often and however fast', async () => {
      const ana = inbox.member();
      const sent = await Promise.all(
        Array.from({ length: 5 }, () => sendMessage(ana, { conversationId: id, text: 'once', clientKey: 'same' })),
      );
      expect(new Set(sent.map((message) => message.id)).size).toBe(1);
      expect((await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND')).toHaveLength(1);
    });

    it('refuses a key that was used for something else: nothing that somebody wrote vanishes', async () => {
      const ana = inbox.member();
      const input = { conversationId: id, text: 'one', clientKey: 'used' };
      const first = await sendMessage(ana, input);
      await expect(sendMessage(ana, { ...input, text: 'two' })).rejects.toMatchObject({
        code: 'KEY_USED',
        path: ['clientKey'],
      });
      await unitOfWork(
        inbox.ctx,
        async ({ em }) =>
          void (await em.nativeUpdate(Message, { id: first.id }, { text: 'edited', editedAt: inbox.clock.now() })),
      );
      expect(await sendMessage(ana, input)).toMatchObject({ id: first.id });
      await inbox.deliver(channel, [textDelivery({ jid: '5511988887777@s.whatsapp.net' })]);
      await inbox.drain(channel);
      const other = (await inbox.conversations()).find((one) => one.id !== id) as Conversation;
      await expect(sendMessage(ana, { ...input, conversationId: other.id })).rejects.toMatchObject({
        code: 'KEY_USED',
      });
      expect((await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND')).toHaveLength(1);
    });

    it.each([
      ['nothing', '', 'REQUIRED'],
      ['blanks', '  \n', 'REQUIRED'],
      ['a novel', 'x'.repeat(65_537), 'TOO_LONG'],
      ['a NUL', 'a\0b', 'INVALID'],
    ])('refuses %s', async (_what, text, code) => {
      await expect(sendMessage(inbox.member(), { conversationId: id, text, clientKey: 'k' })).rejects.toMatchObject({
        code,
        path: ['text'],
      });
      expect(await now()).toMatchObject({ handler: 'AGENT' });
    });

    it('is not for who may only look, nor for who does not see the conversation', async () => {
      await expect(
        sendMessage(inbox.member('VIEWER'), { conversationId: id, text: 'x', clientKey: 'k' }),
      ).rejects.toThrow(AccessDenied);
      await expect(
        sendMessage(inbox.member('REP', { visibility: 'OWN' }), { conversationId: id, text: 'x', clientKey: 'k' }),
      ).rejects.toThrow(NotFound);
      const stranger = { ...inbox.member('OWNER'), ...systemContextOfAnother() };
      await expect(sendMessage(stranger, { conversationId: id, text: 'x', clientKey: 'k' })).rejects.toThrow(NotFound);
    });
    const systemContextOfAnother = () => {
      const { tenantId, em } = systemContext(inbox.platform, newId(), 'other');
      return { tenantId, em };
    };
  });

  describe('sending again', () => {
    it.each([
      [{ status: 'FAILED', failureCode: 'UNREACHABLE', failureRetryable: true, providerId: 'P' }],
      [{ status: 'UNCONFIRMED', failureCode: 'OUTCOME_UNKNOWN', failureRetryable: true }],
    ] as const)('queues %j once more', async (over) => {
      const messageId = await sendableMessage(inbox, await now(), over);
      expect(await retryMessage(inbox.member(), messageId)).toMatchObject({
        status: 'QUEUED',
        failureCode: null,
        providerId: null,
        sendAttempts: 0,
      });
      await expect(retryMessage(inbox.member(), messageId)).rejects.toMatchObject({ code: 'NOT_RETRYABLE' });
    });

    it.each([
      { status: 'SENT' },
      { status: 'SENDING' },
      { status: 'UNCONFIRMED' },
      { status: 'FAILED', failureCode: 'TAKEN_OVER', failureRetryable: false },
    ] as const)('refuses %j', async (over) => {
      const messageId = await sendableMessage(inbox, await now(), over);
      await expect(retryMessage(inbox.member(), messageId)).rejects.toMatchObject({ code: 'NOT_RETRYABLE' });
    });
  });

  describe('reading', () => {
    it('clears the count, up to where one has read', async () => {
      const [first] = await inbox.messages();
      expect(
        await markConversationRead(inbox.member('VIEWER'), { id, upToMessageId: first?.id ?? null }),
      ).toMatchObject({ unreadCount: 1 });
      expect((await lastEvent())?.changes).toEqual({ unreadCount: [2, 1] });
      expect(await markConversationRead(inbox.member('VIEWER'), { id })).toMatchObject({ unreadCount: 0 });
    });

    it('says nothing when nothing was unread', async () => {
      await markConversationRead(inbox.member(), { id });
      const before = (await inbox.events()).length;
      await markConversationRead(inbox.member(), { id });
      expect(await inbox.events()).toHaveLength(before);
    });
  });

  describe('changing', () => {
    it('tells those who see it, and those who saw it before', async () => {
      const rui = await activeMember();
      await updateConversation(inbox.member(), { id, assigneeId: rui });
      expect(await lastEvent()).toMatchObject({
        changes: { assignee: [null, globalId('Member', rui)] },
        audience: {
          kind: 'rows',
          scopes: [
            { assigneeId: rui, teamId: null },
            { assigneeId: null, teamId: null },
          ],
        },
      });
    });

    it('needs an active member of this workspace', async () => {
      const gone = await activeMember(false);
      for (const assigneeId of [gone, newId()]) {
        await expect(updateConversation(inbox.member(), { id, assigneeId })).rejects.toMatchObject({
          code: 'MEMBER_NOT_FOUND',
          path: ['assigneeId'],
        });
      }
    });

    it('refuses an outdated version, with the conversation as it is', async () => {
      const { version } = await now();
      await updateConversation(inbox.member(), { id, labels: ['vip', ' vip ', ''], expectedVersion: version });
      expect(await now()).toMatchObject({ labels: ['vip'], version: version + 1 });
      const stale = await updateConversation(inbox.member(), { id, labels: [], expectedVersion: version }).catch(
        (error: unknown) => error,
      );
      expect(stale).toBeInstanceOf(StaleProblem);
      expect((stale as StaleProblem).current).toMatchObject({ id, version: version + 1 });
    });

    it('snoozes into the future only, and wakes by being opened', async () => {
      const until = new Date(inbox.clock.now().getTime() + 3_600_000);
      expect(await updateConversation(inbox.member(), { id, snoozedUntil: until })).toMatchObject({
        status: 'SNOOZED',
        snoozedUntil: until,
      });
      expect(await updateConversation(inbox.member(), { id, status: 'OPEN' })).toMatchObject({
        status: 'OPEN',
        snoozedUntil: null,
      });
    });

    it('keeps the agent away from a closed conversation', async () => {
      expect(await updateConversation(inbox.member(), { id, status: 'CLOSED' })).toMatchObject({ agentDueAt: null });
    });
  });

  describe('taking over and giving back', () => {
    it('makes it a person’s, then the agent’s again, which looks at what is unanswered', async () => {
      const ana = inbox.member();
      expect(await takeOverConversation(ana, id)).toMatchObject({
        handler: 'HUMAN',
        handoffReason: 'TAKEN_OVER',
        assigneeId: ana.memberId,
        agentDueAt: null,
      });
      expect(await returnConversationToAgent(ana, id, async () => true)).toMatchObject({
        handler: 'AGENT',
        agentId,
        handoffReason: null,
        agentDueAt: inbox.clock.now(),
      });
      expect(inbox.enqueued.at(-1)).toMatchObject({ kind: 'agent.reply', key: id });
    });

    it('settles why the agent gave it away', async () => {
      await unitOfWork(
        inbox.ctx,
        async ({ em }) =>
          void (await em.nativeUpdate(
            Conversation,
            { id },
            { handler: 'HUMAN', handoffReason: 'NO_MODEL', agentDueAt: null },
          )),
      );
      expect(await takeOverConversation(inbox.member(), id)).toMatchObject({ handoffReason: 'TAKEN_OVER' });
    });

    it('does not wake the agent for what a person has answered', async () => {
      await sendMessage(inbox.member(), { conversationId: id, text: 'done', clientKey: 'k' });
      inbox.enqueued.length = 0;
      expect(await returnConversationToAgent(inbox.member(), id, async () => true)).toMatchObject({
        handler: 'AGENT',
        agentDueAt: null,
      });
      expect(inbox.enqueued).toEqual([]);
    });

    it('needs an active agent', async () => {
      await takeOverConversation(inbox.member(), id);
      await expect(returnConversationToAgent(inbox.member(), id, async () => false)).rejects.toMatchObject({
        code: 'NO_ACTIVE_AGENT',
      });
      expect(await now()).toMatchObject({ handler: 'HUMAN' });
    });
  });
});
