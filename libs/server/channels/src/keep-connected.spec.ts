import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { deleteChannel, disconnectChannel, reconnectChannel } from './change-channel';
import { readChannels } from './channel.read';
import type { WhatsAppEvent } from './evolution';
import { code, connection, openTestChannels, type TestChannels } from './testing/test-channels';

const dir = mkdtempSync(join(tmpdir(), 'prosa-connected-'));
afterAll(() => rmSync(dir, { recursive: true }));
const MINUTE = 60;
jest.setTimeout(30_000);

describe.each(testDatabaseUrls())('a connected channel on $name', ({ url }) => {
  let t: TestChannels;
  let id: string;
  beforeEach(async () => {
    // When it is asked for is spread at random: in the middle of it here, so that each test says one time.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    t = await openTestChannels(await url(dir));
    id = await t.create();
    await t.jobs.runAll();
    await t.hear(id, code('2@first'), connection('OPEN'));
    t.gateway.calls.length = 0;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await t.close();
  });
  const standing = async () => {
    const { state, stateReason } = await t.channel(id);
    return stateReason ? `${state} ${stateReason}` : state;
  };
  const message = (sentAt = t.clock.now()): WhatsAppEvent => ({ type: 'MessageReceived', sentAt }) as WhatsAppEvent;

  it('knows its number, and when it was connected', async () => {
    expect(await t.channel(id)).toMatchObject({ state: 'CONNECTED', phoneNumber: '+5511999990000', profileName: 'Loja', firstConnectedAt: t.clock.now(), qrCodeSealed: null });
    expect(await t.integration(id)).toMatchObject({ status: 'CONNECTED', problem: null, connectedAt: t.clock.now(), lastSuccessAt: t.clock.now() });
  });

  it('is asked for when nothing has proven it for five minutes, and not before', async () => {
    const asked = () => t.gateway.calls.filter((call) => call === 'connectionState').length;
    await t.pass(4 * MINUTE);
    await t.hear(id, message());
    expect(t.gateway.calls).toEqual([]);
    await t.pass(4 * MINUTE);
    expect(asked()).toBe(0);
    await t.pass(MINUTE + 1);
    expect(asked()).toBe(1);
    const { lastSuccessAt } = await t.integration(id);
    expect(t.clock.now().getTime() - (lastSuccessAt?.getTime() ?? 0)).toBeLessThan(40_000);
    expect(await t.history(id)).toEqual(['CREATING', 'WAITING_QR', 'WAITING_SCAN', 'CONNECTED']);
  });

  it('is told our address again when it knows another one, and is not the less connected when that fails', async () => {
    const { instanceName, webhookKey } = await t.channel(id);
    Object.assign(t.platform.config.evolution as object, { webhookUrl: 'https://moved.test' });
    t.gateway.failures.push(['setWebhook', 'SERVER']);
    await t.pass(5 * MINUTE + 1);
    expect([await standing(), t.gateway.webhooks.get(instanceName)?.webhookUrl]).toEqual(['CONNECTED', `https://desk.test/webhooks/evolution/${webhookKey}`]);
    await t.pass(5 * MINUTE + 1);
    expect(t.gateway.webhooks.get(instanceName)).toMatchObject({ webhookUrl: `https://moved.test/webhooks/evolution/${webhookKey}`, webhookSecret: expect.any(String) });
    expect((await t.evidence(id)).at(-1)).toBe('repaired: webhook');
    t.gateway.calls.length = 0;
    await t.pass(5 * MINUTE + 1);
    expect(t.gateway.calls).not.toContain('setWebhook');
  });

  it('is found to have dropped although no event said so', async () => {
    t.gateway.state = 'CLOSE';
    t.gateway.disconnectionReason = 401;
    await t.pass(5 * MINUTE + 1);
    expect(await standing()).toBe('LOGGED_OUT LOGGED_OUT');
    expect(await t.integration(id)).toMatchObject({ status: 'ACTION_NEEDED', problem: 'LOGGED_OUT' });
  });

  it('is not called connected while Evolution does not answer, and comes back with it', async () => {
    t.gateway.failures.push(['connectionState', 'TIMEOUT_UNKNOWN']);
    await t.pass(5 * MINUTE + 1);
    expect(await standing()).toBe('RECONNECTING EVOLUTION_UNREACHABLE');
    expect((await t.integration(id)).status).toBe('DEGRADED');
    await t.pass(31);
    expect(await standing()).toBe('CONNECTED');
  });

  it('has failed when its instance is gone, and is made anew when a person asks', async () => {
    t.gateway.failures.push(['connectionState', 'NOT_FOUND']);
    await t.pass(5 * MINUTE + 1);
    expect(await standing()).toBe('FAILED INSTANCE_DELETED');
    t.gateway.webhooks.clear();
    t.gateway.calls.length = 0;
    await reconnectChannel(t.ctx(), id);
    await t.jobs.runAll();
    expect(t.gateway.calls).toEqual(['createInstance', 'connect']);
    expect(await standing()).toBe('WAITING_QR');
  });

  it('survives a storm of connecting: one change in history and log, and a person is called when it does not end', async () => {
    t.gateway.state = 'CONNECTING';
    const [told, rows] = [(await t.events()).length, (await t.history(id)).length];
    for (let second = 0; second < 170; second++) {
      await t.hear(id, ...Array.from({ length: 36 }, () => connection('CONNECTING')));
      t.clock.advance(1_000);
    }
    expect([(await t.events()).length - told, (await t.history(id)).length - rows]).toEqual([1, 1]);
    expect(await standing()).toBe('RECONNECTING');
    await t.pass(MINUTE);
    expect(await standing()).toBe('RECONNECTING STILL_RECONNECTING');
    expect(await t.integration(id)).toMatchObject({ status: 'ACTION_NEEDED', problem: 'STILL_RECONNECTING' });
    await t.hear(id, connection('CONNECTING'));
    await t.pass(10 * MINUTE, 5);
    expect((await t.history(id)).length - rows).toBe(2);
    await t.hear(id, connection('OPEN'));
    expect(await t.integration(id)).toMatchObject({ status: 'CONNECTED', problem: null });
  });

  it('is proven by a young message, not by one that was long under way', async () => {
    await t.hear(id, connection('CONNECTING'));
    t.clock.advance(1_000);
    await t.hear(id, message(new Date(t.clock.now().getTime() - 20 * MINUTE * 1_000)));
    expect(await standing()).toBe('RECONNECTING');
    await t.hear(id, message());
    expect(await standing()).toBe('CONNECTED');
  });

  it('keeps what is newer when deliveries are understood late', async () => {
    const before = t.clock.now();
    t.clock.advance(60_000);
    await t.hear(id, connection('CLOSE', 401));
    await t.hearAt(before, id, connection('OPEN'));
    expect(await standing()).toBe('LOGGED_OUT LOGGED_OUT');
  });

  describe('disconnected by a member', () => {
    it('is logged out at Evolution, and remembers who did it, whatever the events say', async () => {
      await disconnectChannel(t.ctx(), id);
      await t.jobs.runAll();
      expect(t.gateway.calls).toEqual(['logout']);
      t.clock.advance(500);
      await t.hear(id, connection('CLOSE', 401), { type: 'LoggedOut' });
      expect(await t.history(id)).toEqual(['CREATING', 'WAITING_QR', 'WAITING_SCAN', 'CONNECTED', 'DISCONNECTED DISCONNECTED_BY_US']);
      await t.pass(10 * MINUTE, 5);
      expect(t.gateway.calls).toEqual(['logout']);
    });

    it('says the same when the events overtake the answer', async () => {
      t.gateway.during = async () => void (await t.hear(id, { type: 'LoggedOut' }, connection('CLOSE', 401)));
      await disconnectChannel(t.ctx(), id);
      await t.jobs.runAll();
      expect((await t.history(id)).slice(4)).toEqual(['DISCONNECTED DISCONNECTED_BY_US']);
    });

    it('is logged out although the wake-up was lost or Evolution was down', async () => {
      t.gateway.failures.push(['logout', 'UNREACHABLE'], ['logout', 'SERVER']);
      const { enqueue } = t.jobs;
      t.jobs.enqueue = async () => Promise.reject(new Error('lost'));
      await disconnectChannel(t.ctx(), id);
      t.jobs.enqueue = enqueue;
      expect(t.jobs.waitingJobs().filter(({ runAt }) => !runAt || runAt <= t.clock.now())).toEqual([]);
      await t.pass(1);
      expect(await standing()).toBe('RECONNECTING EVOLUTION_UNREACHABLE');
      await t.pass(MINUTE);
      expect(await standing()).toBe('DISCONNECTED DISCONNECTED_BY_US');
      expect(t.gateway.calls).toEqual(['logout', 'logout', 'logout']);
    });

    it('is as good as done when the phone was not linked, and takes a new code to come back', async () => {
      t.gateway.failures.push(['logout', 'NOT_CONNECTED']);
      await disconnectChannel(t.ctx(), id);
      await t.jobs.runAll();
      expect(await standing()).toBe('DISCONNECTED DISCONNECTED_BY_US');
      await reconnectChannel(t.ctx(), id);
      await t.jobs.runAll();
      await t.hear(id, code('2@again'));
      expect(await t.channel(id)).toMatchObject({ state: 'WAITING_SCAN', qrAttempt: 1 });
    });
  });

  describe('deleted by a member', () => {
    it('is off every screen at once, and asked for at Evolution until it is gone', async () => {
      t.gateway.deletions = 3;
      t.gateway.failures.push(['deleteInstance', 'UNREACHABLE'], ['deleteInstance', 'UNAUTHORISED']);
      await deleteChannel(t.ctx(), id);
      expect(await readChannels(t.ctx())).toEqual([]);
      await t.pass(5 * MINUTE);
      expect(t.gateway.calls.filter((call) => call === 'deleteInstance')).toHaveLength(6);
      expect(await t.channel(id)).toMatchObject({ state: 'NOT_CONNECTED', checkAt: null });
      await expect(reconnectChannel(t.ctx(), id)).rejects.toThrow('No such channel');
    });

    it('is not given up while Evolution stays away, and is asked for ever less often', async () => {
      t.gateway.failures.push(...Array.from({ length: 1_000 }, () => ['deleteInstance', 'UNREACHABLE'] as [string, 'UNREACHABLE']));
      await deleteChannel(t.ctx(), id);
      await t.pass(60 * MINUTE, 5);
      const asked = t.gateway.calls.filter((call) => call === 'deleteInstance').length;
      expect(asked).toBeGreaterThan(10);
      expect(asked).toBeLessThan(40);
      expect((await t.channel(id)).checkAt).not.toBeNull();
    });
  });
});
