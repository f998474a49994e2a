import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@prosa/server/platform';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { deleteChannel, reconnectChannel, updateChannel } from './change-channel';
import { ChannelGap } from './channels.entities';
import type { WhatsAppEvent } from './evolution';
import { code, connection, openTestChannels, type TestChannels } from './testing/test-channels';

const dir = mkdtempSync(join(tmpdir(), 'prosa-audit-'));
afterAll(() => rmSync(dir, { recursive: true }));
const MINUTE = 60;
jest.setTimeout(60_000);

describe.each(testDatabaseUrls())('what a server has of a channel, on $name', ({ url }) => {
  let t: TestChannels;
  let id: string;
  const connected = async () => {
    const made = await t.create();
    await t.jobs.runAll();
    await t.hear(made, code('2@first'), connection('OPEN'));
    return made;
  };
  beforeEach(async () => {
    t = await openTestChannels(await url(dir));
    id = await connected();
    t.gateway.calls.length = 0;
  });
  afterEach(() => t.close());
  const message = (): WhatsAppEvent => ({ type: 'MessageReceived', sentAt: t.clock.now() }) as WhatsAppEvent;
  const standing = async () => {
    const [{ state, stateReason }, { status, problem }] = [await t.channel(id), await t.integration(id)];
    return [stateReason ? `${state} ${stateReason}` : state, problem ? `${status} ${problem}` : status];
  };
  /** As a busy channel: something comes in every half minute. */
  const busy = async (minutes: number) => {
    for (let half = 0; half < minutes * 2; half++) {
      await t.hear(id, message());
      await t.pass(30, 5);
    }
  };
  const gap = () => t.ctx().em.findOne(ChannelGap, { channelId: id });
  const repairs = async () => (await t.evidence(id)).filter((evidence) => evidence.startsWith('repaired'));

  it('is not looked at for eight minutes of a busy channel, and then once in ten, without asking for its state', async () => {
    await busy(7);
    expect(t.gateway.calls).toEqual([]);
    await busy(23);
    const audits = t.gateway.calls.filter((call) => call === 'findWebhook').length;
    expect(audits).toBeGreaterThanOrEqual(2);
    expect(audits).toBeLessThanOrEqual(3);
    expect(new Set(t.gateway.calls)).toEqual(new Set(['findWebhook', 'findSettings']));
    expect(await repairs()).toEqual([]);
    expect(await gap()).toMatchObject({ glance: true });
  });

  it.each([
    [
      'a webhook whose events were narrowed',
      (webhook: { events: string[] }) => void (webhook.events = ['CONNECTION_UPDATE']),
    ],
    [
      'a webhook that delivers elsewhere',
      (webhook: { webhookUrl: string }) => void (webhook.webhookUrl = 'https://elsewhere.test'),
    ],
  ])('is repaired on a busy channel: %s; what was missed meanwhile is read back', async (_, change) => {
    const { instanceName } = await t.channel(id);
    const before = t.gateway.webhooks.get(instanceName);
    await busy(1);
    t.gateway.webhooks.set(instanceName, { ...(before as NonNullable<typeof before>) });
    change(t.gateway.webhooks.get(instanceName) as never);
    await busy(12);
    expect(t.gateway.webhooks.get(instanceName)).toMatchObject({
      webhookUrl: before?.webhookUrl,
      events: before?.events,
    });
    expect(await repairs()).toEqual(['repaired: webhook']);
    expect(await gap()).toMatchObject({ glance: false, since: (await t.channel(id)).firstConnectedAt });
    expect(await standing()).toEqual(['CONNECTED', 'CONNECTED']);
  });

  it('is set again where it was changed, and follows the groups switch at once', async () => {
    t.gateway.settings = { groupsIgnore: false, readMessages: true };
    await busy(13);
    expect(t.gateway.settings).toEqual({ groupsIgnore: true, readMessages: false });
    expect(await repairs()).toEqual(['repaired: settings']);
    await updateChannel(t.ctx(), id, { groups: true });
    await t.pass(2);
    expect(t.gateway.settings).toEqual({ groupsIgnore: false, readMessages: false });
  });

  it('a key that is refused shows on a busy channel, which goes on receiving, and is gone with the next audit', async () => {
    await busy(1);
    t.gateway.failures.push(['findWebhook', 'UNAUTHORISED'], ['findWebhook', 'UNREACHABLE']);
    await busy(11);
    expect((await standing())[0]).toBe('CONNECTED');
    await busy(4);
    expect(await standing()).toEqual(['CONNECTED', 'CONNECTED']);
    t.gateway.failures.push(['findWebhook', 'UNAUTHORISED']);
    // In steps shorter than the time to the next try, which sees the key taken again.
    while ((await t.integration(id)).status === 'CONNECTED') await busy(0.5);
    expect(await standing()).toEqual(['CONNECTED', 'ACTION_NEEDED EVOLUTION_KEY_REFUSED']);
    await busy(2);
    expect(await standing()).toEqual(['CONNECTED', 'CONNECTED']);
  });

  it('a key that is refused on a silent channel needs a person, and what comes in looks into it at once', async () => {
    // Asked for at a moment of its own, it may be asked for twice by then.
    const refused = ['connectionState', 'UNAUTHORISED'] as const;
    t.gateway.failures.push([...refused], [...refused], ['findWebhook', 'UNAUTHORISED']);
    await t.pass(5 * MINUTE + 1, 1);
    expect(await standing()).toEqual(['RECONNECTING EVOLUTION_KEY_REFUSED', 'ACTION_NEEDED EVOLUTION_KEY_REFUSED']);
    await t.hear(id, message());
    await t.pass(2);
    expect(await standing()).toEqual(['CONNECTED', 'ACTION_NEEDED EVOLUTION_KEY_REFUSED']);
  });

  it('an instance that is gone is found on a busy channel, too', async () => {
    t.gateway.failures.push(['findWebhook', 'NOT_FOUND']);
    await busy(13);
    expect((await t.history(id)).at(-1)).toBe('FAILED INSTANCE_DELETED');
  });

  describe('with many channels', () => {
    const MANY = 40;
    beforeEach(async () => {
      for (let i = 1; i < MANY; i++) await connected();
      t.gateway.calls.length = 0;
    });
    const asked = (operation: string) => t.gateway.calls.filter((call) => call === operation).length;
    /** All of them fall due together, as after a night. */
    const silence = async () => {
      t.clock.advance(7 * MINUTE * 1_000);
      await t.jobs.runSweeps();
      await t.jobs.runAll();
    };

    it('is asked for once for all that are silent; a server that is away, too', async () => {
      await silence();
      expect([asked('fetchInstances'), asked('connectionState')]).toEqual([1, 0]);
      expect(await t.channel(id)).toMatchObject({ state: 'CONNECTED', evidence: 'evolution answer: list' });
      t.gateway.away = true;
      await silence();
      expect(await standing()).toEqual(['RECONNECTING EVOLUTION_UNREACHABLE', 'DEGRADED EVOLUTION_UNREACHABLE']);
      expect(asked('connectionState')).toBe(0);
      expect(asked('fetchInstances')).toBeLessThanOrEqual(3);
    });

    it('is not asked for those of a server of their own: the list is of another', async () => {
      const now = t.clock.now().getTime();
      await t.platform.db.write(`insert into evolution_server (tenant_id, id, url, api_key_sealed, version, created_at, updated_at) values (?, ?, 'https://evo.test', '', 1, ?, ?)`, [t.tenantId, newId(), now, now]);
      await silence();
      expect([asked('fetchInstances'), asked('connectionState')]).toEqual([0, MANY]);
    });

    it('tells who ended for good, and with which reason', async () => {
      Object.assign(t.gateway, { state: 'CLOSE', disconnectionReason: 403 });
      await silence();
      expect(await standing()).toEqual(['FAILED BANNED', 'FAILED BANNED']);
      expect([asked('fetchInstances'), asked('connectionState')]).toEqual([1, 0]);
    });

    it('does not stand for what it cannot know: a drop that heals by itself is found by asking for the channel alone', async () => {
      Object.assign(t.gateway, { state: 'CONNECTING', stored: 'OPEN' });
      await silence();
      expect((await standing())[0]).toBe('CONNECTED');
      await t.pass(6 * MINUTE, 5);
      expect((await standing())[0]).toMatch(/^RECONNECTING/);
    });
  });

  it('a link that hangs is made anew without a code, and one that was logged out is not touched', async () => {
    Object.assign(t.gateway, { state: 'CONNECTING', stored: 'OPEN' });
    await t.hear(id, connection('CONNECTING'));
    await reconnectChannel(t.ctx(), id);
    await t.jobs.runAll();
    expect(t.gateway.calls).toEqual([
      'createInstance',
      'setWebhook',
      'connectionState',
      'fetchInstance',
      'restart',
      'connect',
    ]);
    t.gateway.calls.length = 0;
    Object.assign(t.gateway, { state: 'CLOSE', stored: 'CLOSE' });
    await t.hear(id, connection('OPEN'), connection('CLOSE', 401));
    await reconnectChannel(t.ctx(), id);
    await t.jobs.runAll();
    expect(t.gateway.calls).toEqual(['createInstance', 'setWebhook', 'connectionState', 'connect']);
  });

  it('a deletion that does not end says why', async () => {
    t.gateway.deletions = 1_000;
    await deleteChannel(t.ctx(), id);
    await t.jobs.runAll();
    expect((await t.channel(id)).trouble).toBe('STILL_THERE');
    t.gateway.failures.push(['deleteInstance', 'UNAUTHORISED']);
    await t.pass(7);
    expect((await t.channel(id)).trouble).toBe('EVOLUTION_KEY_REFUSED');
    t.gateway.deletions = 0;
    await t.pass(60);
    expect(await t.channel(id)).toMatchObject({ trouble: null, checkAt: null });
  });
});
