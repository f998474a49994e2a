import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotFound, UserProblem } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { listConversations } from '../conversation/conversation.read';
import { updateConversation } from '../conversation/update-conversation';
import { mergeContacts } from '../people/merge-by-hand';
import { splitContact } from '../people/split-contact';
import { openTestInbox, textDelivery } from '../testing/test-inbox';
import { readAllLabels } from './label.read';
import { deleteLabel, saveLabel } from './save-label';

const ANA = '5511999990001@s.whatsapp.net';
const RUI = '5511999990002@s.whatsapp.net';

describe.each(testDatabaseUrls())('labels on $name', ({ url }) => {
  let dir: string;
  let inbox: Awaited<ReturnType<typeof openTestInbox>>;
  let channel: string;
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'prosa-labels-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(async () => {
    inbox = await openTestInbox(await url(dir));
    channel = await inbox.channel();
    await says(ANA);
    await says(RUI);
  });
  afterEach(() => inbox.close());

  async function says(jid: string): Promise<void> {
    inbox.clock.advance(60_000);
    await inbox.deliver(channel, [textDelivery({ jid, at: inbox.clock.now() })]);
    await inbox.drain(channel);
  }
  const idOf = async (jid: string) => (await inbox.conversations()).find((one) => one.remoteJid === jid)?.id as string;
  const label = async (jid: string, ...labels: string[]) =>
    updateConversation(inbox.member(), { id: await idOf(jid), labels });
  const labelled = async (name: string, tenantId = inbox.tenantId) =>
    (await listConversations({ ...inbox.member(), tenantId }, { label: name }, { first: 10, after: null })).rows.map(
      ({ contactId }) => contactId,
    );
  const contactOf = async (jid: string) =>
    (await inbox.conversations()).find((one) => one.remoteJid === jid)?.contactId as string;
  const names = async () => (await readAllLabels(inbox.member())).map(({ name }) => name);

  it('makes those that are unknown, once, and tells of them', async () => {
    await label(ANA, ' vip ', 'new   customer', 'vip');
    await label(RUI, 'vip');
    expect(await names()).toEqual(['new customer', 'vip']);
    const told = (await inbox.events()).filter(({ type }) => type === 'LABEL_CHANGED');
    expect(told.map(({ changes }) => changes?.['name']?.[1]).sort()).toEqual(['new customer', 'vip']);
    const problem = await label(ANA, 'x'.repeat(41)).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'TOO_LONG', path: ['labels'] });
  });

  it('makes one of a word that two write at once', async () => {
    const [ana, rui] = [await idOf(ANA), await idOf(RUI)];
    await Promise.all([ana, rui].map((id) => updateConversation(inbox.member(), { id, labels: ['vip'] })));
    expect(await names()).toEqual(['vip']);
    expect(await labelled('vip')).toHaveLength(2);
  });

  it('lists those of a label by what happened last, of this tenant and within sight', async () => {
    await label(ANA, 'vip', 'x');
    await label(RUI, 'vip');
    const [ana, rui] = [await contactOf(ANA), await contactOf(RUI)];
    expect(await labelled('vip')).toEqual([rui, ana]);
    await says(ANA);
    expect(await labelled('vip')).toEqual([ana, rui]);
    const first = await listConversations(inbox.member(), { label: 'vip' }, { first: 1, after: null });
    const after = { id: first.rows[0]?.id as string, lastActivityAt: Number(first.rows[0]?.lastActivityAt) };
    const second = await listConversations(inbox.member(), { label: 'vip' }, { first: 1, after });
    expect(second.rows.map(({ contactId }) => contactId)).toEqual([rui]);
    expect(second.hasNextPage).toBe(false);
    expect(await labelled('vi')).toEqual([]);
    expect(await labelled('vip', inbox.of(crypto.randomUUID()).tenantId)).toEqual([]);
    const rep = inbox.member('REP', { visibility: 'OWN' });
    expect((await listConversations(rep, { label: 'vip' }, { first: 9, after: null })).rows).toEqual([]);
    await label(ANA);
    expect(await labelled('vip')).toEqual([rui]);
  });

  it('renames and takes away everywhere at once', async () => {
    await label(ANA, 'a', 'vip', 'z');
    await label(RUI, 'a');
    const manager = inbox.member('MANAGER');
    const [vip] = (await readAllLabels(manager)).filter(({ name }) => name === 'vip');
    const id = vip?.id as string;
    const shown = async (jid: string) => (await inbox.conversations()).find((one) => one.remoteJid === jid)?.labels;
    await saveLabel(manager, { id, name: 'Best', colour: 'PINK' });
    expect([await shown(ANA), await shown(RUI)]).toEqual([['a', 'Best', 'z'], ['a']]);
    expect(await labelled('Best')).toEqual([await contactOf(ANA)]);
    expect(await labelled('vip')).toEqual([]);
    expect((await inbox.events()).at(-1)).toMatchObject({
      type: 'LABEL_CHANGED',
      nodeId: id,
      changes: { name: ['vip', 'Best'], colour: [vip?.colour, 'PINK'] },
    });
    await deleteLabel(manager, id);
    expect(await shown(ANA)).toEqual(['a', 'z']);
    expect(await names()).toEqual(['a', 'z']);
    await label(RUI);
    expect(await shown(RUI)).toEqual([]);
  });

  it('refuses a name that is taken, one of nobody, and whoever may not', async () => {
    const manager = inbox.member('MANAGER');
    const { id } = await saveLabel(manager, { name: 'one' });
    await saveLabel(manager, { name: 'two' });
    const code = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'done',
        (error: unknown) => (error instanceof UserProblem ? error.code : (error as Error).message),
      );
    expect(await code(saveLabel(manager, { id, name: ' two ' }))).toBe('TAKEN');
    expect(await code(saveLabel(manager, { id, name: 'one' }))).toBe('done');
    expect(await code(saveLabel(manager, { name: '  ' }))).toBe('REQUIRED');
    const other = inbox.of(crypto.randomUUID());
    await expect(saveLabel(other.member('OWNER'), { id, name: 'x' })).rejects.toThrow(NotFound);
    await expect(deleteLabel(other.member('OWNER'), id)).rejects.toThrow(NotFound);
    await expect(saveLabel(inbox.member('REP'), { name: 'x' })).rejects.toThrow('right');
  });

  it('follows a thread that becomes one with another, and that is taken out again', async () => {
    await label(ANA, 'vip');
    await label(RUI, 'x', 'vip');
    const [ana, rui] = [await contactOf(ANA), await contactOf(RUI)];
    await mergeContacts(inbox.member(), { keepId: ana, mergeIds: [rui] });
    expect(await labelled('x')).toEqual([ana]);
    expect(await labelled('vip')).toEqual([ana]);
    await splitContact(inbox.member(), { id: ana, phones: ['+5511999990002'] } as never);
    expect((await labelled('x')).length).toBe(2);
  });
});
