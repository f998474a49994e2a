import { AccessDenied, newId, NotFound, unitOfWork } from '@prosa/server/platform';
import { Member } from '@prosa/server/identity';
import { claimNext } from '../outbound/claim-next';
import type { Conversation } from '../inbox.entities';
import { openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';
import { writeNote } from './write-note';

describe('a note', () => {
  let inbox: TestInbox;
  let conversationId: string;
  beforeEach(async () => {
    inbox = await openTestInbox();
    const channel = await inbox.channel();
    await inbox.bindAgent(channel);
    await inbox.deliver(channel, [textDelivery({ at: new Date('2026-11-24T11:50:00Z') })]);
    await inbox.drain(channel);
    conversationId = (await now()).id;
  });
  afterEach(() => inbox.close());
  const now = async () => (await inbox.conversations())[0] as Conversation;
  const written = (over = {}) => ({
    conversationId,
    text: 'Ask @Rui about the price',
    mentionedMemberIds: [],
    clientKey: 'k',
    ...over,
  });
  const member = async (over: Partial<Member> = {}) => {
    const id = newId();
    await unitOfWork(inbox.ctx, async ({ em }) => {
      em.create(Member, {
        id,
        tenantId: inbox.tenantId,
        userId: newId(),
        role: 'REP',
        visibility: 'ALL',
        active: true,
        createdAt: inbox.clock.now(),
        ...over,
      });
    });
    return id;
  };

  it('is told of, goes nowhere, and leaves the conversation as it is', async () => {
    const before = await now();
    inbox.enqueued.length = 0;
    const events = (await inbox.events()).length;
    const ana = inbox.member();
    const rui = await member();
    const note = await writeNote(ana, written({ mentionedMemberIds: [rui] }));
    expect(note).toMatchObject({ kind: 'NOTE', authorId: ana.memberId, text: 'Ask @Rui about the price' });
    expect(note.detail?.mentionedMembers).toEqual([rui]);
    expect((await inbox.events()).slice(events).map(({ type }) => type)).toEqual(['MESSAGE_SENT']);
    expect(inbox.enqueued).toEqual([]);
    expect(await claimNext(inbox.ctx, conversationId)).toEqual({ kind: 'idle' });
    expect(await now()).toEqual(before);
  });

  it('is there once for a key, and a key is for one note', async () => {
    const ana = inbox.member();
    const [first, second] = await Promise.all([writeNote(ana, written()), writeNote(ana, written())]);
    expect(second.id).toBe(first.id);
    const rui = await member();
    for (const other of [{ text: 'another' }, { mentionedMemberIds: [rui] }])
      await expect(writeNote(ana, written(other))).rejects.toMatchObject({ code: 'KEY_USED' });
  });

  it('is written by who may write to the contact, and sees them', async () => {
    await expect(writeNote(inbox.member('VIEWER'), written())).rejects.toThrow(AccessDenied);
    await expect(writeNote(inbox.member('REP', { visibility: 'OWN' }), written())).rejects.toThrow(NotFound);
  });

  it('names active members who can read it', async () => {
    const attempt = (id: string) => writeNote(inbox.member(), written({ mentionedMemberIds: [id] }));
    await expect(attempt(newId())).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' });
    await expect(attempt(await member({ active: false }))).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' });
    await expect(attempt(await member({ visibility: 'OWN' }))).rejects.toMatchObject({ code: 'NOT_IN_SIGHT' });
    await attempt(await member({ visibility: 'TEAM' }));
  });

  it.each([
    [{ text: ' ' }, 'REQUIRED'],
    [{ text: 'x'.repeat(10_001) }, 'TOO_LONG'],
    [{ location: { latitude: 1, longitude: 1 } }, 'ONLY_TEXT'],
    [{ replyToId: newId() }, 'ONLY_TEXT'],
  ])('refuses %j', async (over, code) => {
    await expect(writeNote(inbox.member(), written(over))).rejects.toMatchObject({ code });
    expect((await inbox.messages()).filter(({ kind }) => kind === 'NOTE')).toEqual([]);
  });
});
