import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Contact,
  ContactMerge,
  listContacts,
  readContactsById,
  readPossibleDuplicates,
  type ContactRow,
} from '@prosa/server/crm';
import { UserProblem, type TenantContext } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import type { Conversation } from '../inbox.entities';
import { claimNext } from '../outbound/claim-next';
import { sendMessage } from '../outbound/send-message';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { renameContact, setContactOptOut } from './change-contact';
import { mergeContacts } from './merge-by-hand';
import { splitContact } from './split-contact';

const ANA = '5511999990001@s.whatsapp.net';
const WORK = '5511999990002@s.whatsapp.net';
const RUI = '5511999990003@s.whatsapp.net';
const LID = '100000000000044@lid';

describe.each(testDatabaseUrls())('one person, on $name', ({ url }) => {
  let dir: string;
  let inbox: TestInbox;
  let channel: string;
  let member: TenantContext & { memberId: string };

  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-people-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    member = inbox.member();
  });
  afterEach(() => inbox.close());

  const tell = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  const says = (jid: string, text: string, over: object = {}) =>
    textDelivery({ jid, text, at: inbox.clock.now(), ...over });
  const threads = async () =>
    Object.fromEntries((await inbox.conversations()).map(({ id, contactId }) => [id, contactId]));
  const textsIn = async (conversationId: string) =>
    (await inbox.messages()).filter((message) => message.conversationId === conversationId).map(({ text }) => text);
  const threadOf = async (jid: string) =>
    (await inbox.conversations()).find(({ remoteJid }) => remoteJid === jid) as Conversation;
  const code = async (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error: unknown) => (error instanceof UserProblem ? error.code : Promise.reject(error)),
    );
  const phonesOf = async (contactId: string) =>
    (await inbox.identities()).filter((one) => one.contactId === contactId).map(({ value }) => value);

  /** Ana writes from two numbers: two contacts, two threads. */
  async function twice() {
    await tell(says(ANA, 'a1'), says(WORK, 'w1', { pushName: 'Ana (trabalho)' }));
    inbox.clock.advance(60_000);
    await tell(says(WORK, 'w2'), says(ANA, 'a2'));
    const [ana, work] = [await threadOf(ANA), await threadOf(WORK)];
    return { ana, work };
  }

  it('is made of two by hand, with one thread, and an old id still names it', async () => {
    const { ana, work } = await twice();
    const kept = await mergeContacts(member, { keepId: ana.contactId, mergeIds: [work.contactId] });
    expect(kept.id).toBe(ana.contactId);
    expect(await threads()).toEqual({ [ana.id]: ana.contactId });
    expect((await textsIn(ana.id)).sort()).toEqual(['a1', 'a2', 'w1', 'w2']);
    expect((await inbox.conversations())[0]).toMatchObject({ unreadCount: 4 });
    expect((await readContactsById(inbox.ctx, [work.contactId])).get(work.contactId)?.id).toBe(ana.contactId);
    const types = (await inbox.events()).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['CONTACTS_MERGED', 'CONVERSATION_DELETED', 'CONVERSATION_CHANGED']));
    expect(await inbox.ctx.em.findOne(ContactMerge, {})).toMatchObject({ cause: 'MEMBER', memberId: member.memberId });
  });

  it('is taken apart again, with what came since, under the old ids and names', async () => {
    const { ana, work } = await twice();
    await renameContact(member, { id: work.contactId, name: 'Ana Empresa' });
    await mergeContacts(member, { keepId: ana.contactId, mergeIds: [work.contactId] });
    inbox.clock.advance(60_000);
    await tell(says(WORK, 'w3'), says(ANA, 'a3'));
    inbox.clock.advance(60_000);
    await splitContact(member, { id: ana.contactId, phones: ['+5511999990002'] });
    expect(await threads()).toEqual({ [ana.id]: ana.contactId, [work.id]: work.contactId });
    expect(await textsIn(ana.id)).toEqual(['a1', 'a2', 'a3']);
    expect(await textsIn(work.id)).toEqual(['w1', 'w2', 'w3']);
    const [first, second] = [await threadOf(ANA), await threadOf(WORK)];
    expect([first.unreadCount, second.unreadCount]).toEqual([3, 3]);
    const last = async ({ lastMessageId }: Conversation) =>
      (await inbox.messages()).find(({ id }) => id === lastMessageId)?.text;
    expect([await last(first), await last(second)]).toEqual(['a3', 'w3']);
    const names = Object.fromEntries((await member.em.find(Contact, {})).map(({ id, name }) => [id, name]));
    expect(names).toEqual({ [ana.contactId]: 'Ana Souza', [work.contactId]: 'Ana Empresa' });
    expect((await inbox.messages()).filter(({ text }) => text === 'w3')).toMatchObject([{ authorId: work.contactId }]);
    await tell(says(WORK, 'w4'));
    expect(await textsIn(work.id)).toEqual(['w1', 'w2', 'w3', 'w4']);
  });

  it('that WhatsApp itself named as one can be taken apart, and is not joined again but by a person', async () => {
    await tell(says(LID, 'l1'), says(ANA, 'a1'));
    const hidden = await threadOf(LID);
    await tell(says(LID, 'l2', { alt: ANA }));
    expect(Object.keys(await threads())).toEqual([hidden.id]);
    const trail = await inbox.ctx.em.findOneOrFail(ContactMerge, {});
    expect(trail).toMatchObject({ cause: 'LEARNT', memberId: null, keptId: hidden.contactId });
    await splitContact(member, { id: hidden.contactId, mergeId: trail.id });
    await tell(says(LID, 'l3', { alt: ANA }), says(ANA, 'a2'));
    const all = await threads();
    expect(Object.keys(all)).toHaveLength(2);
    expect(await textsIn(hidden.id)).toEqual(['l1', 'l2', 'l3']);
    const [other] = Object.keys(all).filter((id) => id !== hidden.id);
    expect(await textsIn(other as string)).toEqual(['a1', 'a2']);
    await mergeContacts(member, { keepId: hidden.contactId, mergeIds: [all[other as string] as string] });
    await tell(says(ANA, 'a3'));
    expect(Object.keys(await threads())).toEqual([hidden.id]);
  });

  it('made of three is taken apart in any order', async () => {
    await tell(says(ANA, 'a1'), says(WORK, 'w1'), says(RUI, 'r1'));
    const [ana, work, rui] = [await threadOf(ANA), await threadOf(WORK), await threadOf(RUI)];
    await mergeContacts(member, { keepId: work.contactId, mergeIds: [rui.contactId] });
    await mergeContacts(member, { keepId: ana.contactId, mergeIds: [work.contactId] });
    expect((await readContactsById(inbox.ctx, [rui.contactId])).get(rui.contactId)?.id).toBe(ana.contactId);
    await splitContact(member, { id: ana.contactId, phones: ['+5511999990003'] });
    expect(await phonesOf(rui.contactId)).toEqual(['+5511999990003']);
    expect(await phonesOf(ana.contactId)).toEqual(['+5511999990001', '+5511999990002']);
    await splitContact(member, { id: ana.contactId, phones: ['+5511999990002'] });
    expect(await threads()).toEqual({ [ana.id]: ana.contactId, [work.id]: work.contactId, [rui.id]: rui.contactId });
    for (const [thread, text] of [
      [ana, 'a1'],
      [work, 'w1'],
      [rui, 'r1'],
    ] as const)
      expect(await textsIn(thread.id)).toEqual([text]);
  });

  it('is not merged or taken apart where that makes no sense', async () => {
    const { ana, work } = await twice();
    expect(await code(mergeContacts(member, { keepId: ana.contactId, mergeIds: [ana.contactId] }))).toBe(
      'SAME_CONTACT',
    );
    expect(await code(splitContact(member, { id: ana.contactId, phones: ['+5511999990001'] }))).toBe('NOTHING_LEFT');
    expect(await code(splitContact(member, { id: ana.contactId, phones: ['+5511999990002'] }))).toBe('NOT_FOUND');
    const other = inbox.member('REP', { visibility: 'OWN' });
    expect(await code(mergeContacts(other, { keepId: ana.contactId, mergeIds: [work.contactId] }))).toBe('NOT_FOUND');
    expect(Object.keys(await threads())).toHaveLength(2);
  });

  it('loses nothing when it is merged while a message comes in', async () => {
    const { ana, work } = await twice();
    const texts = Array.from({ length: 20 }, (_, i) => `n${i}`);
    await inbox.deliver(
      channel,
      texts.map((text, i) => says(i % 2 ? ANA : WORK, text)),
    );
    await Promise.all([
      inbox.drain(channel),
      mergeContacts(member, { keepId: ana.contactId, mergeIds: [work.contactId] }),
    ]);
    await inbox.drain(channel);
    expect(Object.keys(await threads())).toEqual([ana.id]);
    expect(await textsIn(ana.id)).toEqual(expect.arrayContaining(['a1', 'w1', 'a2', 'w2', ...texts]));
    expect(await inbox.messages()).toHaveLength(24);
  });

  it('may be the same as another of that name, until somebody says otherwise', async () => {
    await tell(says(ANA, 'a1'), says(WORK, 'w1'));
    const [ana, work] = [await threadOf(ANA), await threadOf(WORK)];
    const alike = async () => {
      const row = (await readContactsById(member, [ana.contactId])).get(ana.contactId) as ContactRow;
      return (await readPossibleDuplicates(member, row)).map(({ id }) => id);
    };
    expect(await alike()).toEqual([work.contactId]);
    await mergeContacts(member, { keepId: ana.contactId, mergeIds: [work.contactId] });
    await splitContact(member, { id: ana.contactId, phones: ['+5511999990002'] });
    expect(await alike()).toEqual([]);
  });

  it('is searched by the name that they have after each of these', async () => {
    await tell(says(ANA, 'a1', { pushName: 'Ângela' }), says(WORK, 'w1', { pushName: 'Íris' }));
    const [ana, work] = [await threadOf(ANA), await threadOf(WORK)];
    const found = async (search: string) =>
      (await listContacts(member, { search }, { after: null, limit: 5 })).rows.map(({ id }) => id);
    await renameContact(member, { id: work.contactId, name: 'Zoë' });
    expect([await found('iris'), await found('zoe')]).toEqual([[], [work.contactId]]);
    await mergeContacts(member, { keepId: ana.contactId, mergeIds: [work.contactId] });
    expect([await found('angela'), await found('zoe')]).toEqual([[], [ana.contactId]]);
    await splitContact(member, { id: ana.contactId, phones: ['+5511999990002'] });
    expect([await found('angela'), await found('zoe')]).toEqual([[ana.contactId], [work.contactId]]);
  });

  describe('who wants no messages', () => {
    const send = (conversationId: string, clientKey: string) =>
      sendMessage(member, { conversationId, text: 'Oi', clientKey });
    const contact = (id: string) => inbox.ctx.em.findOneOrFail(Contact, { id }, { refresh: true });

    it('says so by a word, is given to people, and can be answered for a day', async () => {
      await inbox.bindAgent(channel);
      await tell(says(ANA, 'Sair.'));
      const ana = await threadOf(ANA);
      expect(ana).toMatchObject({ handler: 'HUMAN', handoffReason: 'OPTED_OUT', agentDueAt: null });
      expect(await contact(ana.contactId)).toMatchObject({ optOutReason: 'KEYWORD' });
      await send(ana.id, 'one');
      inbox.clock.advance(25 * 60 * 60_000);
      expect(await code(send(ana.id, 'two'))).toBe('OPTED_OUT');
      await setContactOptOut(member, { id: ana.contactId, optedOut: false });
      await send(ana.id, 'three');
      // The same word, told again late, changes nothing of what a person decided since.
      await tell(textDelivery({ jid: ANA, text: 'SAIR', at: new Date('2026-11-24T11:00:00Z'), id: 'LATE' }));
      expect((await contact(ana.contactId)).optedOutAt).toBeNull();
    });

    it('is taken from agents on every channel, and what is queued does not go', async () => {
      await inbox.bindAgent(channel);
      await tell(says(ANA, 'Oi'));
      const ana = await threadOf(ANA);
      await send(ana.id, 'queued');
      inbox.clock.advance(1_000);
      await setContactOptOut(member, { id: ana.contactId, optedOut: true });
      expect((await claimNext(inbox.ctx, ana.id)).kind).toBe('idle');
      expect(
        (await inbox.messages()).find(({ text, direction }) => text === 'Oi' && direction === 'OUTBOUND'),
      ).toMatchObject({
        status: 'FAILED',
        failureCode: 'OPTED_OUT',
      });
    });

    it('keeps that through a merge, and gives it back with a split', async () => {
      const { ana, work } = await twice();
      await setContactOptOut(member, { id: work.contactId, optedOut: true });
      await mergeContacts(member, { keepId: ana.contactId, mergeIds: [work.contactId] });
      expect((await contact(ana.contactId)).optedOutAt).not.toBeNull();
      await splitContact(member, { id: ana.contactId, phones: ['+5511999990002'] });
      expect((await contact(ana.contactId)).optedOutAt).toBeNull();
      expect((await contact(work.contactId)).optedOutAt).not.toBeNull();
    });
  });
});
