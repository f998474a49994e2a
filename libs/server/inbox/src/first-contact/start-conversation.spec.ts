import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayError, type NumberOnWhatsApp } from '@prosa/server/channels';
import { Contact } from '@prosa/server/crm';
import { Tenant } from '@prosa/server/identity';
import { unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { sendMessage } from '../outbound/send-message';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { readBudget } from './first-contact-budget';
import { startConversation, type StartConversation } from './start-conversation';

describe.each(testDatabaseUrls())('starting a conversation on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let member: TenantContext & { memberId: string };
  /** Numbers that were looked up, and who of them is nowhere. */
  let asked: string[];
  let missing: Set<string>;
  let answer: Partial<NumberOnWhatsApp>;
  let failure: Error | null;

  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-start-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    const { clock, tenantId } = inbox;
    await unitOfWork(inbox.ctx, async ({ em }) => {
      const zone = { timeZone: 'America/Sao_Paulo', locale: 'pt-BR', currency: 'BRL' };
      em.create(Tenant, { id: tenantId, name: 'Loja', ...zone, createdAt: clock.now() });
    });
    channel = await inbox.channel({ firstConnectedAt: clock.now(), phoneNumber: '+5511999990000' });
    member = inbox.member();
    asked = [];
    missing = new Set();
    answer = {};
    failure = null;
  });
  afterEach(() => inbox.close());

  const ask = async (_instance: string, numbers: readonly string[]): Promise<NumberOnWhatsApp[]> => {
    asked.push(...numbers);
    if (failure) throw failure;
    return numbers.map((number) => ({
      number,
      exists: !missing.has(number),
      jid: `${number.slice(1)}@s.whatsapp.net`,
      lid: null,
      ...answer,
    }));
  };
  let keys = 0;
  const start = (phone: string, over: Partial<StartConversation> = {}, as: TenantContext = member) =>
    startConversation(as, { channelId: channel, phone, text: 'Olá!', clientKey: `key-${++keys}`, ...over }, ask);
  const refusal = async (attempt: Promise<unknown>) => {
    const error = await attempt.then(
      () => null,
      (problem: unknown) => problem,
    );
    return error instanceof UserProblem ? { code: error.code, path: error.path } : error;
  };
  const budget = () => readBudget(inbox.ctx, { id: channel, firstConnectedAt: inbox.clock.now() });
  const number = (n: number) => `+55119000${String(10_000 + n)}`;

  it('looks the number up, makes the conversation and queues the message', async () => {
    answer = { jid: '553199990001@s.whatsapp.net', lid: '44' };
    const { id } = await start('+5531999990001', { name: 'Bia' });
    expect(asked).toEqual(['+5531999990001']);
    expect(await inbox.conversations()).toMatchObject([
      {
        id,
        channelId: channel,
        remoteJid: '553199990001@s.whatsapp.net',
        handler: 'HUMAN',
        assigneeId: member.memberId,
      },
    ]);
    expect(await inbox.messages()).toMatchObject([
      { conversationId: id, status: 'QUEUED', text: 'Olá!', authorKind: 'MEMBER', authorId: member.memberId },
    ]);
    expect((await inbox.identities()).map(({ kind, value }) => [kind, value])).toEqual([
      ['PHONE', '+5531999990001'],
      ['LID', '44'],
    ]);
    expect(await inbox.ctx.em.findOne(Contact, {})).toMatchObject({ name: 'Bia', nameSource: 'MEMBER' });
    expect((await inbox.events()).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['CONVERSATION_CREATED', 'MESSAGE_SENT', 'CONTACT_CREATED']),
    );
    expect(inbox.enqueued.filter(({ kind }) => kind === 'conversation.send').map(({ key }) => key)).toEqual([id]);
    expect(await budget()).toMatchObject({ used: 1, limit: 10 });
  });

  it('does not write to a number that is not there, and does not ask for it again', async () => {
    missing.add('+5511999990404');
    const wanted = { code: 'NOT_ON_WHATSAPP', path: ['phone'] };
    expect(await refusal(start('+5511999990404'))).toEqual(wanted);
    expect(await refusal(start('+5511999990404'))).toEqual(wanted);
    expect(asked).toHaveLength(1);
    expect(await inbox.conversations()).toEqual([]);
    inbox.clock.advance(8 * 24 * 60 * 60_000);
    await refusal(start('+5511999990404'));
    expect(asked).toHaveLength(2);
  });

  it('goes on in the conversation that there is, without asking and without counting', async () => {
    await inbox.deliver(channel, [textDelivery({ jid: '5511999990001@s.whatsapp.net' })]);
    await inbox.drain(channel);
    const [known] = await inbox.conversations();
    expect((await start('+5511999990001')).id).toBe(known?.id);
    expect(asked).toEqual([]);
    expect((await budget()).used).toBe(0);
  });

  it('is done once per key, and by two clicks at once', async () => {
    const [first, second] = await Promise.all([
      start(number(1), { clientKey: 'same' }),
      start(number(1), { clientKey: 'same' }),
    ]);
    expect(second?.id).toBe(first?.id);
    expect(await inbox.messages()).toHaveLength(1);
    expect(await refusal(start(number(1), { clientKey: 'same', text: 'Something else' }))).toEqual({
      code: 'KEY_USED',
      path: ['clientKey'],
    });
  });

  it('stops at the day’s limit, and goes on the day after by the tenant’s clock', async () => {
    for (let n = 1; n <= 10; n++) await start(number(n));
    expect(await budget()).toMatchObject({ used: 10, resetsAt: new Date('2026-11-25T03:00:00Z') });
    const refused = start(number(11));
    expect(await refusal(refused)).toEqual({ code: 'DAILY_LIMIT', path: ['phone'] });
    await expect(refused).rejects.toThrow('25 Nov 2026, 00:00');
    expect(asked).not.toContain(number(11));
    expect(await inbox.conversations()).toHaveLength(10);
    // Whom the day has counted already may be written to again.
    await start(number(10));
    inbox.clock.advance(15 * 60 * 60_000);
    await start(number(11));
    expect((await budget()).used).toBe(1);
  });

  it('never takes more than the limit when all come at once', async () => {
    const attempts = Array.from({ length: 14 }, (_, n) => refusal(start(number(n))));
    const codes = (await Promise.all(attempts)).map((problem) => (problem as { code?: string } | null)?.code ?? 'done');
    expect(codes.filter((code) => code === 'DAILY_LIMIT')).toHaveLength(4);
    expect((await budget()).used).toBe(10);
  });

  it('counts a message in an old conversation with somebody who never wrote', async () => {
    for (let n = 1; n <= 10; n++) await start(number(n));
    await inbox.deliver(channel, [textDelivery({ jid: '5511999990001@s.whatsapp.net', fromMe: true })]);
    await inbox.drain(channel);
    const theirs = (await inbox.conversations()).find(({ remoteJid }) => remoteJid === '5511999990001@s.whatsapp.net');
    const send = () =>
      sendMessage(member, { conversationId: theirs?.id as string, text: 'Oi?', clientKey: `send-${++keys}` });
    expect(await refusal(send())).toEqual({ code: 'DAILY_LIMIT', path: ['conversationId'] });
    await inbox.deliver(channel, [textDelivery({ jid: '5511999990001@s.whatsapp.net' })]);
    await inbox.drain(channel);
    await send();
  });

  it('tells apart why it does not work', async () => {
    const code = async (attempt: Promise<unknown>) => ((await refusal(attempt)) as { code: string }).code;
    failure = new GatewayError('INVALID', 'HTTP 400', { status: 400, outcomeKnown: true });
    expect(await code(start(number(1)))).toBe('NUMBER_CHECK_FAILED');
    expect(await code(start('+5511999990000'))).toBe('OWN_NUMBER');
    expect(await code(start(number(2), { channelId: member.memberId }))).toBe('CHANNEL_NOT_FOUND');
    expect(await code(start(number(2), { text: ' ' }))).toBe('REQUIRED');
    channel = await inbox.channel({ state: 'DISCONNECTED' });
    expect(await code(start(number(2)))).toBe('NOT_CONNECTED');
  });

  it('does not write into a conversation that the member does not see', async () => {
    failure = null;
    await start(number(1));
    const other = inbox.member('REP', { visibility: 'OWN' });
    expect(await refusal(start(number(1), {}, other))).toEqual({ code: 'IN_OTHER_HANDS', path: ['phone'] });
    expect(await inbox.messages()).toHaveLength(1);
  });
});
