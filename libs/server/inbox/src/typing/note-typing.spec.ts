import type { Moment } from '@prosa/server/platform';
import { captured, openTestInbox, textDelivery, type TestInbox } from '../testing/test-inbox';

describe('who is typing', () => {
  let inbox: TestInbox;
  let channel: string;
  let told: Moment[];
  beforeEach(async () => {
    inbox = await openTestInbox();
    channel = await inbox.channel({ groups: true });
    told = [];
    inbox.platform.moments.follow(inbox.tenantId, (moment) => told.push(moment));
  });
  afterEach(() => inbox.close());
  const receive = async (...bodies: object[]) => {
    await inbox.deliver(channel, bodies);
    await inbox.drain(channel);
  };
  const whats = () => told.map(({ what }) => what);

  it('is told of the conversation that it is in, and passes', async () => {
    await receive(captured('messages-upsert.text'));
    const events = (await inbox.events()).length;
    const jobs = inbox.enqueued.length;
    await receive(captured('presence-update.presence-composing'));
    const [conversation] = await inbox.conversations();
    expect(told).toEqual([
      { topic: 'TYPING', about: conversation?.id, who: conversation?.contactId, what: 'COMPOSING' },
    ]);
    inbox.clock.advance(20_000);
    expect(whats()).toEqual(['COMPOSING', null]);
    expect((await inbox.events()).length).toBe(events);
    expect(inbox.enqueued.length).toBe(jobs);
    expect((await inbox.rows()).at(-1)).toMatchObject({ status: 'IGNORED' });
  });

  it.each(['presence-update.presence-paused', 'presence-update.presence-unavailable-lastseen'])(
    'is over with %s',
    async (name) => {
      await receive(captured('messages-upsert.text'), captured('presence-update.presence-recording'), captured(name));
      expect(whats()).toEqual(['RECORDING', null]);
    },
  );

  it('is over when what they wrote comes', async () => {
    await receive(captured('messages-upsert.text'), captured('presence-update.presence-composing'));
    await receive(textDelivery({ fromMe: true }));
    expect(whats()).toEqual(['COMPOSING']);
    await receive(textDelivery());
    expect(whats()).toEqual(['COMPOSING', null]);
  });

  it('is a participant in a group, and a lid that is known', async () => {
    await receive(captured('messages-upsert.group-text-pn'), textDelivery({ jid: '100000000000044@lid' }));
    await receive(captured('presence-update.presence-group'), captured('presence-update.presence-lid'));
    const conversations = await inbox.conversations();
    const group = conversations.find(({ isGroup }) => isGroup);
    expect(told.find(({ about }) => about === group?.id)?.who).not.toBe(group?.contactId);
    expect(told.map(({ what }) => what)).toEqual(['COMPOSING', 'COMPOSING']);
  });

  it('is nobody who is unknown, and not what was so a while ago', async () => {
    await receive(captured('presence-update.presence-composing'));
    expect(await inbox.conversations()).toEqual([]);
    await receive(captured('messages-upsert.text'));
    await inbox.deliver(channel, [captured('presence-update.presence-composing')]);
    inbox.clock.advance(20_000);
    await inbox.drain(channel);
    expect(told).toEqual([]);
  });
});
