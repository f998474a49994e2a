import { UserProblem } from '@prosa/server/platform';
import { updateChannel } from './change-channel';
import { openTestChannels, type TestChannels } from './testing/test-channels';

describe('how a channel sends', () => {
  let channels: TestChannels;
  let id: string;
  beforeEach(async () => {
    channels = await openTestChannels();
    id = await channels.create();
  });
  afterEach(() => channels.close());
  const change = (input: Parameters<typeof updateChannel>[2]) => updateChannel(channels.ctx(), id, input);

  it('is careful until told otherwise, and keeps what is left out', async () => {
    const fresh = { pacingMinSeconds: 1, pacingMaxSeconds: 3, showTyping: true, readReceipts: true };
    expect(await channels.channel(id)).toMatchObject(fresh);
    await change({ pacing: { maxSeconds: 20, typing: null }, readReceipts: false });
    expect(await channels.channel(id)).toMatchObject({ ...fresh, pacingMaxSeconds: 20, readReceipts: false });
    await change({ pacing: { typing: false } });
    expect(await channels.channel(id)).toMatchObject({ pacingMaxSeconds: 20, showTyping: false, readReceipts: false });
  });

  it.each([
    [{ minSeconds: -1 }, 'minSeconds'],
    [{ minSeconds: 5, maxSeconds: 4 }, 'minSeconds'],
    [{ minSeconds: 4 }, 'minSeconds'],
    [{ maxSeconds: 61 }, 'maxSeconds'],
  ])('takes no pause like %p', async (pacing, field) => {
    const refused = await change({ pacing }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UserProblem);
    expect(refused).toMatchObject({ code: 'INVALID', path: ['pacing', field] });
    expect(await channels.channel(id)).toMatchObject({ pacingMinSeconds: 1, pacingMaxSeconds: 3 });
  });
});
