import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { deleteChannel, reconnectChannel } from './change-channel';
import { createChannel } from './create-channel';
import { codeOf } from './qr-code';
import { code, connection, openTestChannels, type TestChannels } from './testing/test-channels';

const dir = mkdtempSync(join(tmpdir(), 'prosa-connect-'));
afterAll(() => rmSync(dir, { recursive: true }));
jest.setTimeout(30_000);

describe.each(testDatabaseUrls())('connecting a channel on $name', ({ url }) => {
  let t: TestChannels;
  let id: string;
  beforeEach(async () => {
    t = await openTestChannels(await url(dir));
    id = await t.create('00000000-0000-7000-8000-000000000001');
  });
  afterEach(() => t.close());
  const shown = async () => codeOf(t.platform.secrets, await t.channel(id), t.clock.now())?.code ?? null;
  const problem = async () => {
    const { status, problem: why } = await t.integration(id);
    return why ? `${status} ${why}` : status;
  };
  const connected = async () => {
    await t.jobs.runAll();
    await t.hear(id, code('2@first'));
    await t.hear(id, connection('OPEN'));
  };

  it('makes integration, binding, instance and webhook at once, each with a name, key and secret of its own', async () => {
    const other = await t.create();
    await t.jobs.runAll();
    const [one, two] = [await t.channel(id), await t.channel(other)];
    expect(one).toMatchObject({ state: 'WAITING_QR', audience: 'NEW_CONTACTS' });
    expect((await t.bindings(id)).map(({ agentId }) => agentId)).toEqual(['00000000-0000-7000-8000-000000000001']);
    const [first, second] = [t.gateway.webhooks.get(one.instanceName), t.gateway.webhooks.get(two.instanceName)];
    expect(first).toMatchObject({ webhookUrl: `https://desk.test/webhooks/evolution/${one.webhookKey}`, events: expect.arrayContaining(['QRCODE_UPDATED', 'MESSAGES_UPSERT', 'CONNECTION_UPDATE']) });
    expect(first?.webhookSecret).toMatch(/^[\w-]{43}$/);
    expect(new Set([first?.webhookSecret, second?.webhookSecret, first?.instanceName, second?.instanceName]).size).toBe(4);
    expect(one.webhookSecretSealed).not.toContain(first?.webhookSecret);
  });

  it('shows the code that the event brings, sealed, with attempt and expiry, and no longer than it lives', async () => {
    await t.jobs.runAll();
    await t.hear(id, code('2@first', 'ABCD1234'));
    expect(await shown()).toBe('2@first');
    expect(await t.channel(id)).toMatchObject({ state: 'WAITING_SCAN', qrAttempt: 1, qrExpiresAt: new Date(t.clock.now().getTime() + 60_000) });
    expect((await t.channel(id)).qrCodeSealed).not.toContain('2@');
    await t.pass(20);
    await t.hear(id, code('2@second'));
    expect(await shown()).toBe('2@second');
    expect(await t.channel(id)).toMatchObject({ qrAttempt: 2, qrExpiresAt: new Date(t.clock.now().getTime() + 22_000) });
    t.gateway.answers = [{ kind: 'none' }];
    await t.pass(24);
    expect(await t.channel(id)).toMatchObject({ state: 'WAITING_SCAN', qrCodeSealed: null, qrExpiresAt: null });
    await t.pass(60);
    expect(await t.history(id)).toEqual(['CREATING', 'WAITING_QR', 'WAITING_SCAN', 'FAILED QR_EXPIRED']);
    expect(await problem()).toBe('FAILED QR_EXPIRED');
  });

  it('does not keep a code that was long under way', async () => {
    await t.jobs.runAll();
    const told = t.clock.now();
    t.clock.advance(70_000);
    await t.hearAt(told, id, code('2@old'));
    expect((await t.channel(id)).qrCodeSealed).toBeNull();
  });

  it('shows the code of the answer when no event has come in 10 s, names the address that cannot be reached, and takes that back with the first event', async () => {
    await t.jobs.runAll();
    await t.pass(9);
    expect([await shown(), await problem()]).toEqual([null, 'CONNECTING']);
    await t.pass(1);
    const { webhookKey } = await t.channel(id);
    expect([await shown(), await problem()]).toEqual(['2@answer', `ACTION_NEEDED WEBHOOK_UNREACHABLE https://desk.test/webhooks/evolution/${webhookKey}`]);
    t.gateway.answers = [{ kind: 'qr', code: '2@next', imageDataUrl: 'data:image/png;base64,AA==', pairingCode: null, count: 2 }];
    await t.pass(15);
    expect([await shown(), (await t.channel(id)).qrAttempt]).toEqual(['2@next', 2]);
    await t.hear(id);
    expect([await shown(), await problem(), (await t.integration(id)).lastSuccessAt]).toEqual(['2@next', 'CONNECTING', t.clock.now()]);
  });

  it('connects by the answers alone, and goes on saying that Evolution cannot reach us', async () => {
    await t.jobs.runAll();
    await t.pass(10);
    t.gateway.answers = [{ kind: 'open' }];
    await t.pass(15);
    expect((await t.channel(id)).state).toBe('CONNECTED');
    expect(await problem()).toContain('ACTION_NEEDED WEBHOOK_UNREACHABLE');
    await t.pass(600, 5);
    expect(await problem()).toContain('ACTION_NEEDED WEBHOOK_UNREACHABLE');
    await t.hear(id, connection('OPEN'));
    expect(await problem()).toBe('CONNECTED');
  });

  it('gives up after five minutes without a scan, though nothing is heard', async () => {
    await t.jobs.runAll();
    await t.pass(320);
    expect(await t.channel(id)).toMatchObject({ state: 'FAILED', stateReason: 'QR_EXPIRED', qrCodeSealed: null, checkAt: null });
    const { calls } = t.gateway;
    const before = calls.length;
    await t.pass(60);
    expect(calls.length).toBe(before);
  });

  it('takes {count: 0} as "not yet", and says so when no code ever comes', async () => {
    t.gateway.answers = [{ kind: 'none' }];
    await t.jobs.runAll();
    await t.pass(30);
    expect([(await t.channel(id)).state, await problem()]).toEqual(['WAITING_QR', 'CONNECTING']);
    await t.pass(60);
    expect(await problem()).toBe('FAILED NO_QR_CODE');
  });

  it('asks with the phone number, so that a code to type comes too', async () => {
    const { id: other } = await createChannel(t.ctx(), { agentId: id, displayName: 'Loja', pairingPhone: '+5511999990000' });
    await t.jobs.runAll();
    expect(t.gateway.phones).toContain('+5511999990000');
    await t.hear(other, code('2@x', 'ABCD1234'));
    expect(codeOf(t.platform.secrets, await t.channel(other), t.clock.now())?.pairingCode).toBe('ABCD1234');
  });

  it.each([
    ['createInstance', 'UNAUTHORISED', 'EVOLUTION_KEY_REFUSED'],
    ['createInstance', 'UNREACHABLE', 'EVOLUTION_UNREACHABLE'],
    ['createInstance', 'TIMEOUT_UNKNOWN', 'EVOLUTION_UNREACHABLE'],
    ['createInstance', 'SERVER', 'EVOLUTION_REFUSED'],
    ['setWebhook', 'SERVER', 'EVOLUTION_REFUSED'],
    ['connect', 'REFUSED', 'EVOLUTION_REFUSED'],
    ['connect', 'TIMEOUT_UNKNOWN', 'EVOLUTION_UNREACHABLE'],
  ] as const)('fails with its reason when %s is answered %s, and goes on from there when tried again', async (operation, kind, reason) => {
    if (operation === 'setWebhook') {
      await t.jobs.runAll();
      await reconnectChannel(t.ctx(), id);
    }
    t.gateway.failures.push([operation, kind]);
    await t.jobs.runAll();
    expect(await t.channel(id)).toMatchObject({ state: 'FAILED', stateReason: reason });
    expect(await problem()).toBe(`FAILED ${reason}`);
    t.gateway.calls.length = 0;
    await reconnectChannel(t.ctx(), id);
    await t.jobs.runAll();
    const known = operation !== 'createInstance';
    expect(t.gateway.calls).toEqual(known ? ['createInstance', 'setWebhook', 'connect'] : ['createInstance', 'connect']);
    expect((await t.channel(id)).state).toBe('WAITING_QR');
    expect(t.gateway.webhooks.size).toBe(1);
  });

  it.each(['createInstance', 'setWebhook', 'connect'])('goes on after a crash in %s', async (operation) => {
    if (operation === 'setWebhook') {
      await t.jobs.runAll();
      await reconnectChannel(t.ctx(), id);
    }
    t.gateway.during = async (now) => {
      if (now === operation) throw new Error('the process ends here');
    };
    await expect(t.jobs.runAll()).rejects.toThrow('the process ends here');
    t.gateway.during = null;
    await t.pass(1);
    expect((await t.channel(id)).state).toBe('WAITING_QR');
    expect(t.gateway.webhooks.size).toBe(1);
  });

  it('does not let an answer of an earlier attempt act on a later one', async () => {
    t.gateway.failures.push(['connect', 'REFUSED']);
    let pressed = false;
    t.gateway.during = async (operation) => {
      if (operation !== 'connect' || pressed) return;
      pressed = true;
      await reconnectChannel(t.ctx(), id);
    };
    await t.pass(2);
    expect(await t.history(id)).not.toContain('FAILED EVOLUTION_REFUSED');
    expect((await t.channel(id)).state).toBe('WAITING_QR');
  });

  it('leaves no instance behind when the channel is deleted while it is being made', async () => {
    t.gateway.during = async (operation) => {
      if (operation === 'createInstance') await deleteChannel(t.ctx(), id);
    };
    await t.pass(20);
    expect(t.gateway.calls.filter((call) => call === 'deleteInstance').length).toBeGreaterThan(1);
    expect(await t.channel(id)).toMatchObject({ state: 'NOT_CONNECTED', checkAt: null });
  });

  it('says what happened at the QR limit, once, and tries again with new codes', async () => {
    await t.jobs.runAll();
    await t.hear(id, code('2@a'));
    await t.hear(id, connection('REFUSED', 428), { type: 'QrLimitReached' });
    expect(await t.history(id)).toEqual(['CREATING', 'WAITING_QR', 'WAITING_SCAN', 'FAILED QR_LIMIT']);
    expect((await t.channel(id)).qrCodeSealed).toBeNull();
    t.gateway.answers = [{ kind: 'none' }];
    await reconnectChannel(t.ctx(), id);
    await t.jobs.runAll();
    await t.hear(id, code('2@b'));
    expect([await shown(), (await t.channel(id)).qrAttempt]).toEqual(['2@b', 1]);
  });

  it('reconnects without a new code when the session still lives', async () => {
    await connected();
    t.gateway.answers = [{ kind: 'open' }];
    await reconnectChannel(t.ctx(), id);
    await t.jobs.runAll();
    expect((await t.history(id)).slice(-2)).toEqual(['CREATING', 'CONNECTED']);
    expect(await problem()).toBe('CONNECTED');
  });
});
