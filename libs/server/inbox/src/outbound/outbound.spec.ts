import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel } from '@prosa/server/channels';
import { unitOfWork, type RunningJob } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { takeOver } from '../conversation/conversation.rules';
import { Conversation, type Message } from '../inbox.entities';
import { ackDelivery, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';
import { claimNext } from './claim-next';
import { conversationSendJob, messageSettleJob, outboundSweeps } from './outbound.jobs';
import type { Outcome } from './record-outcome';
import { retryMessage } from './retry-message';
import type { SentThere } from './settle-messages';

const words = (text: string): SentThere['told'] => ({
  kind: 'TEXT',
  text,
  media: null,
  location: null,
  contactCards: [],
  onPhone: false,
});

describe.each(testDatabaseUrls())('sending on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let conversation: Conversation;
  /** What reached the provider, and what it shall answer. */
  let handedOver: string[];
  let answer: (text: string) => Outcome | Promise<Outcome>;
  let there: SentThere[];

  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-outbound-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    await inbox.bindAgent(channel);
    await inbox.deliver(channel, [textDelivery()]);
    await inbox.drain(channel);
    conversation = (await inbox.conversations())[0] as Conversation;
    handedOver = [];
    there = [];
    answer = (text) => ({ kind: 'SENT', providerId: `OUT-${text}`, at: inbox.clock.now() });
  });
  afterEach(() => inbox.close());

  const job = (): RunningJob => ({
    id: 'job',
    kind: '',
    key: conversation.id,
    tenantId: inbox.tenantId,
    payload: {},
    attempt: 1,
    signal: new AbortController().signal,
  });
  const send = async () =>
    conversationSendJob(inbox.platform, async ({ content }) => {
      const text = content.kind === 'TEXT' ? content.text : content.kind;
      handedOver.push(text);
      return answer(text);
    }).run(job());
  const settle = async () => messageSettleJob(inbox.platform, async () => there).run(job());
  const queue = (text: string, over: Partial<Message> = {}) => sendableMessage(inbox, conversation, { text, ...over });
  const outgoing = async () => (await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND');
  const sweeps = async () =>
    (await Promise.all(outboundSweeps(inbox.platform).map((sweep) => sweep.find(10)))).flat().map(({ kind }) => kind);

  it('sends what is queued, in order, and tells each step', async () => {
    await queue('one');
    inbox.clock.advance(5);
    await queue('two');
    await send();
    expect(handedOver).toEqual(['one', 'two']);
    expect(await outgoing()).toMatchObject([
      { status: 'SENT', providerId: 'OUT-one' },
      { status: 'SENT', providerId: 'OUT-two' },
    ]);
    const changes = (await inbox.events())
      .filter(({ type }) => type === 'MESSAGE_STATUS_CHANGED')
      .map((event) => event.changes?.['status']);
    expect(changes).toEqual([
      ['QUEUED', 'SENDING'],
      ['SENDING', 'SENT'],
      ['QUEUED', 'SENDING'],
      ['SENDING', 'SENT'],
    ]);
  });

  it('keeps an acknowledgement that came before the answer', async () => {
    await queue('fast');
    answer = async (text) => {
      await inbox.deliver(channel, [ackDelivery(`OUT-${text}`, 'READ')]);
      await inbox.drain(channel);
      return { kind: 'SENT', providerId: `OUT-${text}`, at: inbox.clock.now() };
    };
    await send();
    expect(await outgoing()).toMatchObject([{ status: 'READ', readAt: expect.any(Date) }]);
  });

  it('makes one bubble when the echo comes before the answer', async () => {
    await queue('echoed', { authorKind: 'AGENT' });
    answer = async () => {
      await inbox.deliver(channel, [textDelivery({ fromMe: true, id: 'E1', text: 'echoed', event: 'send.message' })]);
      await inbox.drain(channel);
      return { kind: 'SENT', providerId: 'E1', at: inbox.clock.now() };
    };
    await send();
    expect(await outgoing()).toMatchObject([{ status: 'SENT', providerId: 'E1', authorKind: 'AGENT' }]);
    expect(await inbox.conversations()).toMatchObject([{ handler: 'AGENT' }]);
  });

  it.each(['the answer', 'its echo'])(
    'one that waited stands after what was said meanwhile, told by %s',
    async (told) => {
      await queue('waits');
      inbox.clock.advance(5);
      await queue('the next');
      inbox.clock.advance(20_000);
      await inbox.deliver(channel, [textDelivery({ id: 'IN', text: 'meanwhile', at: inbox.clock.now() })]);
      await inbox.drain(channel);
      inbox.clock.advance(20_000);
      const at = inbox.clock.now();
      answer = async (text) => {
        const id = `ID ${text}`;
        if (told === 'its echo') {
          await inbox.deliver(channel, [textDelivery({ fromMe: true, id, text, at, event: 'send.message' })]);
          await inbox.drain(channel);
        }
        return { kind: 'SENT', providerId: id, at };
      };
      await send();
      expect((await inbox.messages()).map(({ text }) => text).slice(-3)).toEqual(['meanwhile', 'waits', 'the next']);
      const [conversation] = await inbox.conversations();
      expect((await inbox.messages()).at(-1)?.id).toBe(conversation?.lastMessageId);
    },
  );

  it('what waits behind another keeps its place while nobody else writes', async () => {
    await queue('first');
    inbox.clock.advance(5);
    await queue('second');
    inbox.clock.advance(20_000);
    const orders: unknown[][] = [];
    answer = async (text) => {
      orders.push((await inbox.messages()).map((message) => message.text).slice(-2));
      return { kind: 'SENT', providerId: text, at: inbox.clock.now() };
    };
    await send();
    orders.push((await inbox.messages()).map((message) => message.text).slice(-2));
    expect(orders).toEqual(Array(3).fill(['first', 'second']));
  });

  it('takes back the bubble of an echo that did not look like ours', async () => {
    await queue('mine', { authorKind: 'AGENT' });
    answer = async () => {
      await inbox.deliver(channel, [textDelivery({ fromMe: true, id: 'E2', text: 'mine, rewritten' })]);
      await inbox.drain(channel);
      return { kind: 'SENT', providerId: 'E2', at: inbox.clock.now() };
    };
    await send();
    expect(await outgoing()).toMatchObject([{ status: 'SENT', providerId: 'E2', text: 'mine' }]);
    expect(await inbox.conversations()).toMatchObject([{ handler: 'AGENT', handoffReason: null }]);
    expect((await inbox.events()).map(({ type }) => type)).toContain('MESSAGE_DELETED');
  });

  it('tries again while Evolution is down, longer each time, then leaves it to a person', async () => {
    await queue('hello');
    answer = () => ({ kind: 'NOT_SENT', code: 'UNREACHABLE', message: 'down', retryable: true, again: true });
    const first = (await send()) as { again: Date };
    expect(first.again.getTime()).toBeGreaterThan(inbox.clock.now().getTime());
    expect(await outgoing()).toMatchObject([{ status: 'QUEUED', sendAttempts: 1 }]);
    for (let i = 0; i < 5; i++) {
      inbox.clock.advance(90_000);
      await send();
    }
    expect(await outgoing()).toMatchObject([{ status: 'FAILED', failureCode: 'UNREACHABLE', failureRetryable: true }]);
    expect(handedOver).toHaveLength(6);
  });

  it('fails at once what can never be sent, and goes on with the next', async () => {
    await queue('bad');
    inbox.clock.advance(5);
    await queue('good');
    answer = (text) =>
      text === 'bad'
        ? { kind: 'NOT_SENT', code: 'INVALID', message: 'no', retryable: false, again: false }
        : { kind: 'SENT', providerId: 'G', at: inbox.clock.now() };
    await send();
    expect(await outgoing()).toMatchObject([{ status: 'FAILED', failureRetryable: false }, { status: 'SENT' }]);
  });

  it('waits while the channel is not connected, and is found once it is', async () => {
    await queue('later');
    const setState = (state: 'RECONNECTING' | 'CONNECTED') =>
      unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { state })));
    await setState('RECONNECTING');
    await send();
    inbox.clock.advance(10_000);
    expect(await sweeps()).toEqual([]);
    await setState('CONNECTED');
    expect(await sweeps()).toEqual(['conversation.send']);
    await send();
    expect(handedOver).toEqual(['later']);
  });

  it('never sends what an agent wrote once a person has taken over', async () => {
    await queue('from the agent', { authorKind: 'AGENT' });
    await unitOfWork(inbox.ctx, async ({ em }) =>
      takeOver(await em.findOneOrFail(Conversation, { id: conversation.id }), inbox.member().memberId),
    );
    await send();
    expect(handedOver).toEqual([]);
    expect(await outgoing()).toMatchObject([{ status: 'FAILED', failureCode: 'TAKEN_OVER', failureRetryable: false }]);
  });

  it('sends nothing over a deleted channel', async () => {
    await queue('too late');
    await unitOfWork(
      inbox.ctx,
      async ({ em }) => void (await em.nativeUpdate(Channel, { id: channel }, { deletedAt: inbox.clock.now() })),
    );
    await send();
    expect(await outgoing()).toMatchObject([{ status: 'FAILED', failureCode: 'CHANNEL_DELETED' }]);
  });

  it('never sends again what was cut off by a crash', async () => {
    await queue('half sent', { status: 'SENDING' });
    inbox.clock.advance(5);
    await queue('next');
    expect(await send()).toMatchObject({ again: expect.any(Date) }); // its sender may still be at work
    inbox.clock.advance(35_000);
    await send();
    expect(handedOver).toEqual([]);
    expect(await outgoing()).toMatchObject([{ status: 'UNCONFIRMED' }, { status: 'QUEUED' }]);
    expect(inbox.enqueued).toContainEqual(expect.objectContaining({ kind: 'message.settle', key: conversation.id }));
  });

  it('tells people when what the agent wrote could not be sent', async () => {
    await queue('from the agent', { authorKind: 'AGENT' });
    answer = () => ({ kind: 'NOT_SENT', code: 'NOT_ON_WHATSAPP', message: 'no', retryable: false, again: false });
    await send();
    expect(await outgoing()).toMatchObject([{ status: 'FAILED', failureCode: 'NOT_ON_WHATSAPP' }]);
    expect(await inbox.conversations()).toMatchObject([{ handler: 'HUMAN', handoffReason: 'SEND_FAILED' }]);
    expect((await inbox.events()).slice(-2).map(({ type }) => type)).toEqual([
      'HANDOFF_REQUESTED',
      'CONVERSATION_CHANGED',
    ]);
  });

  it('tells people when WhatsApp rejects afterwards what the agent wrote', async () => {
    await queue('from the agent', { authorKind: 'AGENT' });
    await send();
    await inbox.deliver(channel, [ackDelivery('OUT-from the agent', 'ERROR')]);
    await inbox.drain(channel);
    expect(await outgoing()).toMatchObject([{ status: 'FAILED', failureCode: 'REJECTED', failureRetryable: true }]);
    expect(await inbox.conversations()).toMatchObject([{ handler: 'HUMAN', handoffReason: 'SEND_FAILED' }]);
  });

  it('sends no answer of the agent that waited too long for the connection, but what a member wrote', async () => {
    await queue('stale', { authorKind: 'AGENT' });
    inbox.clock.advance(5);
    await queue('by hand');
    inbox.clock.advance(16 * 60_000);
    await send();
    expect(handedOver).toEqual(['by hand']);
    expect(await outgoing()).toMatchObject([
      { status: 'FAILED', failureCode: 'EXPIRED', failureRetryable: true },
      { status: 'SENT' },
    ]);
    expect(await inbox.conversations()).toMatchObject([{ handler: 'HUMAN', handoffReason: 'SEND_FAILED' }]);
  });

  it('sends what the agent wrote and could not send once a member wants it sent', async () => {
    const id = await queue('from the agent', { authorKind: 'AGENT' });
    answer = () => ({ kind: 'NOT_SENT', code: 'UNAUTHORISED', message: 'no', retryable: true, again: false });
    await send();
    await retryMessage(inbox.member(), id);
    answer = (text) => ({ kind: 'SENT', providerId: `OUT-${text}`, at: inbox.clock.now() });
    await send();
    expect(handedOver).toHaveLength(2);
    expect(await outgoing()).toMatchObject([{ status: 'SENT', authorKind: 'AGENT' }]);
  });

  it('keeps a person on the phone apart from an echo that did not look like ours', async () => {
    await queue('mine', { authorKind: 'AGENT' });
    answer = async () => {
      await inbox.deliver(channel, [
        textDelivery({ fromMe: true, id: 'E2', text: 'mine, rewritten', at: inbox.clock.now() }),
        textDelivery({ fromMe: true, id: 'P1', text: 'I am here', at: new Date(inbox.clock.now().getTime() + 1_000) }),
      ]);
      await inbox.drain(channel);
      return { kind: 'SENT', providerId: 'E2', at: inbox.clock.now() };
    };
    await send();
    expect((await outgoing()).map(({ text }) => text)).toEqual(['mine', 'I am here']);
    expect(await inbox.conversations()).toMatchObject([{ handler: 'HUMAN', handoffReason: 'PHONE_OWNER' }]);
  });

  describe('killed', () => {
    class Killed extends Error {}
    /** What starts again after the process has died: leases run out, sweeps look, jobs run; for as long as a person would wait. */
    const restart = async () => {
      for (let seconds = 0; seconds < 120; seconds += 10) {
        inbox.clock.advance(10_000);
        for (const kind of await sweeps()) await (kind === 'conversation.send' ? send() : settle());
      }
    };
    const found = () =>
      there.push({
        providerId: 'K',
        told: words('once'),
        at: inbox.clock.now(),
        remoteJid: conversation.remoteJid,
        identities: [],
      });

    it('before it took the message: sends it once', async () => {
      await queue('once');
      await restart();
      expect(handedOver).toEqual(['once']);
      expect(await outgoing()).toMatchObject([{ status: 'SENT' }]);
    });

    it('after it took the message, before it was handed over: never sends it, shows it to a person', async () => {
      await queue('once');
      await claimNext(inbox.ctx, conversation.id);
      await restart();
      expect(handedOver).toEqual([]);
      expect(await outgoing()).toMatchObject([{ status: 'UNCONFIRMED', failureCode: 'OUTCOME_UNKNOWN' }]);
      expect(await inbox.conversations()).toMatchObject([{ handler: 'HUMAN', handoffReason: 'OUTCOME_UNKNOWN' }]);
    });

    it.each([
      ['finds it at the provider', async () => void found()],
      [
        'hears its echo',
        async () => {
          await inbox.deliver(channel, [textDelivery({ fromMe: true, id: 'K', text: 'once', at: inbox.clock.now() })]);
          await inbox.drain(channel);
        },
      ],
    ])('after it was handed over, before the answer was kept: %s, and sends it once', async (_what, learn) => {
      await queue('once');
      answer = () => Promise.reject(new Killed());
      await expect(send()).rejects.toThrow(Killed);
      await learn();
      answer = () => ({ kind: 'SENT', providerId: 'SECOND', at: inbox.clock.now() });
      await restart();
      expect(handedOver).toEqual(['once']);
      expect(await outgoing()).toMatchObject([{ status: 'SENT', providerId: 'K' }]);
    });

    it('after the answer was kept: nothing is left to do', async () => {
      await queue('once');
      await send();
      await restart();
      expect(handedOver).toEqual(['once']);
    });
  });

  describe('when the outcome is unknown', () => {
    beforeEach(async () => {
      await queue('perhaps');
      inbox.clock.advance(5);
      await queue('next');
      answer = (text) =>
        text === 'perhaps' ? { kind: 'UNKNOWN' } : { kind: 'SENT', providerId: 'N', at: inbox.clock.now() };
      await send();
    });
    const evidence = (over: Partial<SentThere> = {}): SentThere => ({
      providerId: 'FOUND',
      told: words('perhaps'),
      at: inbox.clock.now(),
      remoteJid: 'x@lid',
      identities: [{ kind: 'PHONE', value: '+5511999990001' }],
      ...over,
    });

    it('holds the next one back', async () => {
      expect(handedOver).toEqual(['perhaps']);
      await send();
      expect(handedOver).toEqual(['perhaps']);
      expect(await outgoing()).toMatchObject([{ status: 'UNCONFIRMED' }, { status: 'QUEUED' }]);
    });

    it('is settled by what the provider has', async () => {
      there = [evidence()];
      await settle();
      await send();
      expect(await outgoing()).toMatchObject([{ status: 'SENT', providerId: 'FOUND' }, { status: 'SENT' }]);
    });

    it.each([
      ['to somebody else', { identities: [] }],
      ['another text', { told: words('perhaps not') }],
      ['from long before', { at: new Date('2026-11-24T11:00:00Z') }],
    ])('is not settled by a message %s', async (_what, over) => {
      there = [evidence(over)];
      expect(await settle()).toMatchObject({ again: expect.any(Date) });
      expect(await outgoing()).toMatchObject([{ status: 'UNCONFIRMED' }, {}]);
    });

    it('is settled by its echo', async () => {
      await inbox.deliver(channel, [textDelivery({ fromMe: true, id: 'E3', text: 'perhaps', event: 'send.message' })]);
      await inbox.drain(channel);
      expect(await outgoing()).toMatchObject([{ status: 'SENT', providerId: 'E3' }, { status: 'QUEUED' }]);
    });

    it('is shown to a person within a minute, and holds nobody up any more', async () => {
      inbox.clock.advance(59_000);
      expect(await settle()).toMatchObject({ again: expect.any(Date) });
      inbox.clock.advance(1_000);
      await settle();
      expect((await outgoing())[0]).toMatchObject({
        status: 'UNCONFIRMED',
        failureCode: 'OUTCOME_UNKNOWN',
        failureRetryable: true,
      });
      expect(await inbox.conversations()).toMatchObject([{ handler: 'HUMAN', handoffReason: 'OUTCOME_UNKNOWN' }]);
      expect((await inbox.events()).at(-1)).toMatchObject({ type: 'CONVERSATION_CHANGED' });
      await send();
      expect(handedOver).toEqual(['perhaps', 'next']);
      expect(await sweeps()).toEqual([]);
    });

    it('is found when the wake-up was lost', async () => {
      inbox.clock.advance(10_000);
      expect(await sweeps()).toContain('message.settle');
    });
  });
});
