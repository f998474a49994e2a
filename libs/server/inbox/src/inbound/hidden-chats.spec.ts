import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, unitOfWork } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import type { Conversation} from '../inbox.entities';
import { Message } from '../inbox.entities';
import { recordOutcome } from '../outbound/record-outcome';
import { settleMessages } from '../outbound/settle-messages';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { sendableMessage } from '../testing/test-message';

const ANA = '5511999990001@s.whatsapp.net';
const RUI = '5511999990002@s.whatsapp.net';
const LID = '100000000000044@lid';
const OURS = '5511999990000@s.whatsapp.net';

/** What we send to a number may come back in a chat that is named by a hidden id. */
describe.each(testDatabaseUrls())('chats that are named by a hidden id, on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;

  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-hidden-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel({ phoneNumber: '+5511999990000', profileName: 'Loja' });
  });
  afterEach(() => inbox.close());

  const tell = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  const withPerson = async (jid: string): Promise<Conversation> => {
    await tell(textDelivery({ jid, text: 'Oi' }));
    return (await inbox.conversations()).find(({ remoteJid }) => remoteJid === jid) as Conversation;
  };
  /** Ours, handed over and not answered yet. */
  const underWay = async (conversation: Conversation, text: string, status: Message['status'] = 'SENDING') => {
    const id = newId();
    await sendableMessage(inbox, conversation, { id, text });
    await unitOfWork(inbox.ctx, async ({ em }) => {
      await em.nativeUpdate(Message, { id }, { status, sendingAt: inbox.clock.now() });
    });
    return id;
  };
  const echo = (text: string, over: { id?: string; alt?: string; event?: string } = {}) =>
    textDelivery({ jid: LID, fromMe: true, text, at: inbox.clock.now(), pushName: 'Loja', ...over });
  const answered = (id: string, providerId: string, remoteJid: string) =>
    recordOutcome(inbox.ctx, id, { kind: 'SENT', providerId, remoteJid, at: inbox.clock.now() });
  const outgoing = async () => (await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND');
  const names = async () => (await inbox.identities()).map(({ value, contactId }) => [value, contactId]);

  it.each(['messages.upsert', 'send.message'])(
    'an echo by %s binds to the message under way, and teaches the id',
    async (event) => {
      const ana = await withPerson(ANA);
      const id = await underWay(ana, 'Bom dia');
      await tell(echo('Bom dia', { id: 'OUT1', alt: OURS, event }));
      expect(await outgoing()).toMatchObject([{ id, conversationId: ana.id, status: 'SENT', providerId: 'OUT1' }]);
      expect(await inbox.conversations()).toHaveLength(1);
      expect(await names()).toContainEqual(['100000000000044', ana.contactId]);
      // What they write under it comes into the same thread.
      await tell(textDelivery({ jid: LID, text: 'Bom dia!', at: inbox.clock.now() }));
      expect(await inbox.conversations()).toHaveLength(1);
    },
  );

  it('an echo that comes after the answer is told by its id, whatever it says', async () => {
    const ana = await withPerson(ANA);
    const id = await underWay(ana, 'Bom dia');
    await answered(id, 'OUT1', ANA);
    await tell(echo('*Bom dia*', { id: 'OUT1' }));
    expect(await inbox.conversations()).toHaveLength(1);
    expect(await outgoing()).toHaveLength(1);
    expect(await names()).toContainEqual(['100000000000044', ana.contactId]);
  });

  it('the jid that an answer names is learnt', async () => {
    const ana = await withPerson(ANA);
    await answered(await underWay(ana, 'Bom dia'), 'OUT1', LID);
    expect(await names()).toContainEqual(['100000000000044', ana.contactId]);
  });

  it('whoever wrote under the id before becomes the same person, with one thread, once the answer names it', async () => {
    const hidden = await withPerson(LID);
    const ana = await withPerson(ANA);
    await answered(await underWay(ana, 'Bom dia'), 'OUT1', LID);
    const [kept, ...more] = await inbox.conversations();
    expect(more).toEqual([]);
    expect(kept?.id).toBe(hidden.id);
    expect((await inbox.messages()).map(({ text }) => text).sort()).toEqual(['Bom dia', 'Oi', 'Oi']);
    expect((await inbox.events()).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['CONTACTS_MERGED', 'CONVERSATION_DELETED']),
    );
  });

  it('the same words under way to two people wait for the answer, and then find theirs', async () => {
    const [ana, rui] = [await withPerson(ANA), await withPerson(RUI)];
    const toAna = await underWay(ana, 'Promoção');
    const toRui = await underWay(rui, 'Promoção');
    await tell(echo('Promoção', { id: 'OUT2' }));
    expect(await inbox.conversations()).toHaveLength(2);
    expect((await outgoing()).map(({ status }) => status)).toEqual(['SENDING', 'SENDING']);
    await answered(toRui, 'OUT2', RUI);
    inbox.clock.advance(10_000);
    await inbox.drain(channel);
    expect(await inbox.conversations()).toHaveLength(2);
    expect((await outgoing()).find(({ id }) => id === toAna)?.status).toBe('SENDING');
    expect(await names()).toContainEqual(['100000000000044', rui.contactId]);
  });

  it('what none of ours says was written on the phone, to somebody new', async () => {
    const ana = await withPerson(ANA);
    await underWay(ana, 'Bom dia');
    await tell(echo('Até amanhã', { alt: OURS }));
    expect(await inbox.conversations()).toHaveLength(2);
    expect((await outgoing()).find(({ text }) => text === 'Até amanhã')).toMatchObject({ authorKind: 'PHONE' });
    expect((await inbox.identities()).map(({ value }) => value)).not.toContain('+5511999990000');
  });

  it('one that was taken for somebody new is given back when the answer comes', async () => {
    const ana = await withPerson(ANA);
    const id = await underWay(ana, 'Bom dia');
    await tell(echo('*Bom dia*', { id: 'OUT1' })); // rewritten on the way: the content does not tell
    expect(await inbox.conversations()).toHaveLength(2);
    await answered(id, 'OUT1', ANA);
    expect(await inbox.conversations()).toMatchObject([{ contactId: ana.contactId }]);
    expect(await outgoing()).toMatchObject([{ id, status: 'SENT', providerId: 'OUT1' }]);
  });

  it('a send whose outcome is open is found there under the hidden id', async () => {
    const ana = await withPerson(ANA);
    const id = await underWay(ana, 'Bom dia', 'UNCONFIRMED');
    const said = {
      kind: 'TEXT' as const,
      text: 'Bom dia',
      media: null,
      location: null,
      contactCards: [],
      onPhone: false,
    };
    const there = { providerId: 'OUT1', told: said, at: inbox.clock.now(), remoteJid: LID };
    const identities = [{ kind: 'LID' as const, value: '100000000000044' }];
    await settleMessages(inbox.ctx, ana.id, async () => [{ ...there, identities }]);
    expect(await outgoing()).toMatchObject([{ id, status: 'SENT', providerId: 'OUT1' }]);
    expect(await names()).toContainEqual(['100000000000044', ana.contactId]);
  });

  it('neither our name nor our number is taken for theirs', async () => {
    await tell(textDelivery({ jid: LID, alt: OURS, pushName: 'Loja' }));
    expect((await inbox.identities()).map(({ value }) => value)).toEqual(['100000000000044']);
    const [contact] = await inbox.ctx.platform.db.read<{ name: string }>(
      'select name from contact where tenant_id = ?',
      [inbox.tenantId],
    );
    expect(contact?.name).toBe('WhatsApp …0044');
  });

  it('two numbers that one hidden id has stood beside stay two people: that is for a person to decide', async () => {
    await tell(textDelivery({ jid: LID, alt: ANA }), textDelivery({ jid: RUI }), textDelivery({ jid: RUI, alt: LID }));
    expect(await inbox.conversations()).toHaveLength(2);
    expect((await inbox.messages()).map(({ remoteJid }) => remoteJid).sort()).toEqual([LID, RUI, RUI]);
  });

  it.each([0, 1, 2, 3, 4, 5])('ends as one thread in whichever order it is told (%i)', async (turn) => {
    const ana = await withPerson(ANA);
    const id = await underWay(ana, 'Bom dia');
    const steps = [
      () => tell(echo('Bom dia', { id: 'OUT1', alt: OURS })),
      () => answered(id, 'OUT1', ANA),
      () => tell(textDelivery({ jid: LID, alt: ANA, id: 'IN2', text: 'Oi!', at: inbox.clock.now() })),
    ];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ] as const;
    for (const step of orders[turn] as readonly number[]) await steps[step]?.();
    expect(await inbox.conversations()).toHaveLength(1);
    const all = (await inbox.messages()).map(({ text, status }) => `${text} ${status}`);
    expect(all.sort()).toEqual(['Bom dia SENT', 'Oi RECEIVED', 'Oi! RECEIVED'].sort());
  });
});
