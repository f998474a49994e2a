import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayError, type MessageToChange } from '@prosa/server/channels';
import { unitOfWork, type RunningJob } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { type Conversation, Message, MessageAck, MessageAct } from '../inbox.entities';
import { sendMessage } from '../outbound/send-message';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';
import { isOneEmoji } from './act.rules';
import { actor, actSweep, conversationActJob } from './act.jobs';
import { deleteMessage, editMessage, reactToMessage } from './ask-act';

const JID = '5511999990001@s.whatsapp.net';

describe.each(testDatabaseUrls())('acting on a message on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let conversation: Conversation;
  let rep: ReturnType<TestInbox['member']>;
  /** What was asked of the provider, and how it answers. */
  let asked: object[];
  let answer: () => Promise<{ at: Date | null }>;

  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-acts-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    await inbox.deliver(channel, [textDelivery({ id: 'IN1', text: 'How much is it?' })]);
    await inbox.drain(channel);
    conversation = (await inbox.conversations())[0] as Conversation;
    rep = inbox.member();
    asked = [];
    answer = async () => ({ at: inbox.clock.now() });
  });
  afterEach(() => inbox.close());

  const gateway = {
    react: (input: MessageToChange & { emoji: string }) => note('react', input),
    editText: (input: MessageToChange & { text: string }) => note('edit', input),
    deleteForEveryone: (input: MessageToChange) => note('delete', input),
  };
  const note = (what: string, { key, ...input }: MessageToChange) => {
    asked.push({ what, ...key, ...input, instance: undefined });
    return answer();
  };
  const work = () => {
    const job: RunningJob = {
      id: 'job',
      kind: '',
      key: conversation.id,
      tenantId: inbox.tenantId,
      payload: {},
      attempt: 1,
      signal: new AbortController().signal,
    };
    return conversationActJob(inbox.platform, actor(gateway, inbox.clock)).run(job);
  };
  const ours = (over: Partial<Message> = {}) =>
    sendableMessage(inbox, conversation, {
      status: 'SENT',
      text: 'It is 10',
      providerId: 'OUT1',
      remoteJid: JID,
      ...over,
    });
  const message = async (id: string) => (await inbox.messages()).find((one) => one.id === id) as Message;
  const theirs = async () => (await inbox.messages()).find(({ providerId }) => providerId === 'IN1') as Message;
  const acts = () =>
    inbox.ctx.em.fork().find(MessageAct, {}, { filters: { tenant: { tenantId: inbox.tenantId } } as never });
  const told = async () =>
    (await inbox.events()).map(({ type }) => type).filter((type) => /EDITED|DELETED|REACTED/.test(type));
  const takeIn = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  const unknown = () => Promise.reject(new GatewayError('TIMEOUT_UNKNOWN', 'late', { outcomeKnown: false }));

  const reaction = (emoji: string, at: number, over: { fromMe?: boolean; target?: string; id?: string } = {}) => ({
    event: over.fromMe ? 'send.message' : 'messages.upsert',
    data: {
      key: { remoteJid: JID, fromMe: over.fromMe ?? false, id: over.id ?? `R${at}${emoji}` },
      messageType: 'reactionMessage',
      message: {
        reactionMessage: { key: { id: over.target ?? 'IN1', remoteJid: JID }, text: emoji, senderTimestampMs: at },
      },
      messageTimestamp: Math.floor(at / 1000),
    },
  });
  const editEvent = (text: string, at: number, id = 'OUT1') => ({
    event: 'send.message.update',
    data: {
      key: { id, remoteJid: JID, fromMe: true },
      editedMessage: { extendedTextMessage: { text } },
      timestampMs: at,
      type: 14,
    },
  });

  it('edits: stored first, done by the job, and told once although its event comes too', async () => {
    const id = await ours();
    await editMessage(rep, { id, text: 'It is 12' });
    expect(await message(id)).toMatchObject({ text: 'It is 10', editedAt: null });
    expect(await acts()).toMatchObject([{ kind: 'EDIT', content: 'It is 12', status: 'QUEUED' }]);
    await work();
    expect(asked).toEqual([{ what: 'edit', providerId: 'OUT1', remoteJid: JID, fromMe: true, text: 'It is 12' }]);
    expect(await message(id)).toMatchObject({ text: 'It is 12', editedAt: inbox.clock.now() });
    expect(await acts()).toEqual([]);
    await takeIn(editEvent('It is 12', inbox.clock.now().getTime()));
    expect(await told()).toEqual(['MESSAGE_EDITED']);
  });

  it('deletes: the place stays, the text is kept nowhere', async () => {
    const id = await ours();
    await editMessage(rep, { id, text: 'a slip' });
    await work();
    await deleteMessage(rep, id);
    await work();
    expect(await message(id)).toMatchObject({ text: null, detail: null, deletedAt: inbox.clock.now() });
    expect(await acts()).toEqual([]);
    const [known] = await inbox.ctx.em
      .fork()
      .find(MessageAck, { providerId: 'OUT1' }, { filters: { tenant: { tenantId: inbox.tenantId } } as never });
    expect(known).toMatchObject({ editedText: null, reactions: null });
    await takeIn(editEvent('a slip', inbox.clock.now().getTime() + 1));
    expect(await message(id)).toMatchObject({ text: null });
    await expect(editMessage(rep, { id, text: 'back' })).rejects.toMatchObject({ code: 'DELETED' });
  });

  it('reacts to what a customer wrote, changes it, and takes it back; the agent is not asked', async () => {
    const { id } = await theirs();
    for (const emoji of ['👍', '❤️', null]) {
      inbox.clock.advance(1_000);
      await reactToMessage(rep, { id, emoji });
      await work();
      const now = inbox.clock.now().getTime();
      const expected = emoji ? [{ by: 'me', fromMe: true, emoji, at: now, memberId: rep.memberId }] : undefined;
      expect((await theirs()).detail?.['reactions']).toEqual(expected);
    }
    expect(asked).toMatchObject([{ emoji: '👍', fromMe: false }, { emoji: '❤️' }, { emoji: '' }]);
    expect(await inbox.conversations()).toMatchObject([{ agentDueAt: null, unreadCount: 1 }]);
  });

  it('an act whose outcome is unknown is never repeated; what the provider tells settles it', async () => {
    answer = unknown;
    const id = await ours();
    await editMessage(rep, { id, text: 'It is 12' });
    await work();
    expect(await acts()).toMatchObject([{ status: 'UNCONFIRMED' }]);
    inbox.clock.advance(10_000);
    await work();
    expect(asked).toHaveLength(1);
    await takeIn(editEvent('It is 12', inbox.clock.now().getTime()));
    expect(await acts()).toEqual([]);
    expect(await message(id)).toMatchObject({ text: 'It is 12' });
  });

  it('undecided for a minute it is shown to a person, and a late event still settles it', async () => {
    answer = unknown;
    const { id } = await theirs();
    await reactToMessage(rep, { id, emoji: '👍' });
    await work();
    inbox.clock.advance(60_000);
    await work();
    expect(await acts()).toMatchObject([{ status: 'FAILED', failureCode: 'OUTCOME_UNKNOWN' }]);
    await takeIn(reaction('👍', inbox.clock.now().getTime(), { fromMe: true }));
    expect(await acts()).toEqual([]);
    expect((await theirs()).detail?.['reactions']).toMatchObject([{ emoji: '👍', memberId: rep.memberId }]);
    expect(asked).toHaveLength(1);
  });

  it('one that a crash cut off is not done again', async () => {
    const id = await ours();
    await deleteMessage(rep, id);
    answer = () => Promise.reject(new Error('the process died'));
    await conversationActJob(inbox.platform, () => Promise.reject(new Error('died')))
      .run({
        id: 'job',
        kind: '',
        key: conversation.id,
        tenantId: inbox.tenantId,
        payload: {},
        attempt: 1,
        signal: new AbortController().signal,
      })
      .catch(() => undefined);
    expect(await acts()).toMatchObject([{ status: 'SENDING' }]);
    inbox.clock.advance(40_000);
    expect(await actSweep(inbox.platform).find(10)).toMatchObject([{ kind: 'conversation.act', key: conversation.id }]);
    await work();
    inbox.clock.advance(30_000);
    await work();
    expect(await acts()).toMatchObject([{ status: 'FAILED', failureCode: 'OUTCOME_UNKNOWN' }]);
    expect(asked).toEqual([]);
  });

  it('what surely was not done is tried again, until WhatsApp would not take it any more', async () => {
    answer = () => Promise.reject(new GatewayError('NOT_CONNECTED', 'closed', { outcomeKnown: true }));
    const id = await ours();
    await editMessage(rep, { id, text: 'It is 12' });
    await work();
    expect(await acts()).toMatchObject([{ status: 'QUEUED', attempts: 1 }]);
    inbox.clock.advance(15 * 60_000);
    await work();
    expect(await acts()).toMatchObject([{ status: 'FAILED', failureCode: 'TOO_LATE' }]);
    expect(asked).toHaveLength(1);
    await expect(editMessage(rep, { id, text: 'x' })).rejects.toMatchObject({ code: 'TOO_LATE' });
  });

  it('a refusal is kept with its reason until somebody asks again', async () => {
    answer = () => Promise.reject(new GatewayError('INVALID', 'no', { outcomeKnown: true }));
    const id = await ours();
    await editMessage(rep, { id, text: 'It is 12' });
    await work();
    expect(await acts()).toMatchObject([{ status: 'FAILED', failureCode: 'REJECTED' }]);
    answer = async () => ({ at: null });
    await editMessage(rep, { id, text: 'It is 13' });
    await work();
    expect(await acts()).toEqual([]);
    expect(await message(id)).toMatchObject({ text: 'It is 13' });
  });

  it.each([
    ['NOT_OURS', 'an inbound message', async () => editMessage(rep, { id: (await theirs()).id, text: 'x' })],
    ['NOT_OURS', 'deleting what they wrote', async () => deleteMessage(rep, (await theirs()).id)],
    [
      'NOT_SENT_YET',
      'one that is not sent',
      async () => editMessage(rep, { id: await ours({ status: 'QUEUED', providerId: null }), text: 'x' }),
    ],
    ['NOT_EDITABLE', 'a picture', async () => editMessage(rep, { id: await ours({ kind: 'IMAGE' }), text: 'x' })],
    [
      'TOO_LATE',
      'two days later',
      async () => deleteMessage(rep, await ours({ sentAt: new Date('2026-11-22T11:59:59Z') })),
    ],
    ['ONE_EMOJI', 'a word', async () => reactToMessage(rep, { id: (await theirs()).id, emoji: 'ok' })],
    [
      'NOT_FOUND',
      'out of sight',
      async () => reactToMessage(inbox.member('REP', { visibility: 'OWN' }), { id: await hidden(), emoji: '👍' }),
    ],
    ['FORBIDDEN', 'without the right', async () => deleteMessage(inbox.member('VIEWER'), await ours())],
  ])('refuses with %s: %s', async (code, _what, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code });
    expect(await acts()).toEqual([]);
  });
  const hidden = async () => {
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const row = await em.findOneOrFail(Message, { providerId: 'IN1' });
      await em.execute(`update conversation set assignee_id = ? where id = ?`, [inbox.tenantId, row.conversationId]);
    });
    return (await theirs()).id;
  };

  it("customers' reactions end the same in any order, doubled or late", async () => {
    const at = inbox.clock.now().getTime();
    const removed = reaction('', at + 2);
    await takeIn(removed, reaction('👍', at), reaction('❤️', at + 1), removed, reaction('👍', at));
    expect((await theirs()).detail).toBeNull();
    await takeIn(reaction('🙏', at + 3), reaction('🙏', at + 3));
    expect((await theirs()).detail?.['reactions']).toMatchObject([{ by: 'contact', emoji: '🙏' }]);
    expect(await inbox.conversations()).toMatchObject([{ unreadCount: 1 }]);
  });

  it('a reply quotes; what it quotes must be of the same conversation', async () => {
    const { id } = await theirs();
    const reply = await sendMessage(rep, {
      conversationId: conversation.id,
      text: 'Ten',
      replyToId: id,
      clientKey: 'k',
    });
    expect(await message(reply.id)).toMatchObject({ replyToProviderId: 'IN1' });
    await takeIn(textDelivery({ jid: '5511999990002@s.whatsapp.net', id: 'OTHER' }));
    const other = (await inbox.messages()).find(({ providerId }) => providerId === 'OTHER') as Message;
    await expect(
      sendMessage(rep, { conversationId: conversation.id, text: 'Ten', replyToId: other.id, clientKey: 'k2' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it.each([
  ['👍', true],
  ['👍🏽', true],
  ['❤️', true],
  ['👨‍👩‍👧', true],
  ['🇧🇷', true],
  ['1️⃣', true],
  ['', false],
  ['a', false],
  ['1', false],
  ['👍👍', false],
  ['👍 ', false],
  ['ok', false],
])('%j is one emoji: %s', (text, one) => expect(isOneEmoji(text)).toBe(one));
