import { AccessDenied, newId, NotFound } from '@prosa/server/platform';
import { openTestInbox, type TestInbox } from '../testing/test-inbox';
import { findCannedReplies, readCannedReplies } from './canned-reply.read';
import { deleteCannedReply, saveCannedReply } from './save-canned-reply';

describe('canned replies', () => {
  let inbox: TestInbox;
  beforeEach(async () => void (inbox = await openTestInbox()));
  afterEach(() => inbox.close());
  const reply = (over = {}) => ({ shortcut: 'hello', text: 'Olá {{contact.firstName}}', shared: false, ...over });

  it('are a member’s own or everybody’s', async () => {
    const [ana, rui, boss] = [inbox.member(), inbox.member(), inbox.member('MANAGER')];
    const own = await saveCannedReply(ana, reply());
    await saveCannedReply(boss, reply({ shared: true, text: 'from all' }));
    await saveCannedReply(rui, reply({ text: 'of Rui' }));
    const texts = async (ctx: typeof ana) => (await findCannedReplies(ctx, null)).map(({ text }) => text).sort();
    expect(await texts(ana)).toEqual(['Olá {{contact.firstName}}', 'from all']);
    expect(await texts(rui)).toEqual(['from all', 'of Rui']);
    expect(await readCannedReplies(rui, [own.id])).toEqual([]);
    await expect(saveCannedReply(rui, reply({ id: own.id }))).rejects.toThrow(NotFound);
    await expect(deleteCannedReply(boss, own.id)).rejects.toThrow(NotFound);
    expect(await findCannedReplies({ ...boss, tenantId: newId() }, null)).toEqual([]);
  });

  it('are found by shortcut and text, the shortcut first', async () => {
    const ana = inbox.member();
    await saveCannedReply(ana, reply({ shortcut: 'Endereço', text: 'Rua A' }));
    await saveCannedReply(ana, reply({ shortcut: 'preco', text: 'O preço no endereço' }));
    expect((await findCannedReplies(ana, 'ENDERECO')).map(({ shortcut }) => shortcut)).toEqual(['endereço', 'preco']);
    expect(await findCannedReplies(ana, 'nothing')).toEqual([]);
  });

  it('are shared, and taken back, by who may manage the inbox', async () => {
    const [ana, boss] = [inbox.member(), inbox.member('MANAGER')];
    await expect(saveCannedReply(ana, reply({ shared: true }))).rejects.toMatchObject({ code: 'SHARED' });
    const { id } = await saveCannedReply(boss, reply({ shared: true }));
    await expect(saveCannedReply(ana, reply({ id }))).rejects.toMatchObject({ code: 'SHARED' });
    await expect(deleteCannedReply(ana, id)).rejects.toMatchObject({ code: 'SHARED' });
    await saveCannedReply(boss, reply({ id }));
    expect(await findCannedReplies(ana, null)).toEqual([]);
    await deleteCannedReply(boss, id);
    expect(await findCannedReplies(boss, null)).toEqual([]);
  });

  it.each([
    [{ text: 'Hi {{contact.nickname}}' }, 'UNKNOWN_VARIABLE'],
    [{ text: ' ' }, 'REQUIRED'],
    [{ shortcut: '/ ' }, 'REQUIRED'],
    [{ shortcut: 'two words' }, 'INVALID'],
    [{ shortcut: 'HELLO' }, 'TAKEN'],
  ])('refuse %j', async (over, code) => {
    const ana = inbox.member();
    await saveCannedReply(ana, reply());
    await expect(saveCannedReply(ana, reply(over))).rejects.toMatchObject({ code });
  });

  it('are nothing for who may only look', async () => {
    await expect(saveCannedReply(inbox.member('VIEWER'), reply())).rejects.toThrow(AccessDenied);
  });
});
