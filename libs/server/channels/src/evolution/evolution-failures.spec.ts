import { EvolutionClient, type EvolutionClientOptions } from './evolution-client';
import type { GatewayCall } from './evolution-http';
import { breakOff, captured, json, raw, ScriptedServer, silence } from './testing/scripted-server';
import { GatewayError } from './gateway-error';

const KEY = 'a-very-secret-key';
let server: ScriptedServer;
let calls: GatewayCall[];

beforeAll(async () => void (server = await ScriptedServer.start()));
afterAll(() => server.stop());
beforeEach(() => void (calls = []));

const client = (more: Partial<EvolutionClientOptions> = {}) =>
  new EvolutionClient({
    baseUrl: `${server.url}/`,
    apiKey: KEY,
    retryDelayMs: 1,
    onCall: (call) => calls.push(call),
    ...more,
  });

async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GatewayError)) throw new Error(`expected a GatewayError, got ${String(error)}`);
  return error;
}

const send = (to = '5511999990001', text = 'Olá Ana! 👋') => client().sendText({ instance: 'loja-centro', to, text });

describe('captured refusals', () => {
  const create = () =>
    client().createInstance({ instanceName: 'i', webhookUrl: 'http://x', webhookSecret: 's', events: ['CALL'] });
  const cases: [string, () => Promise<unknown>, Partial<GatewayError>][] = [
    ['connection-state.unknown-404', () => client().connectionState('i'), { kind: 'NOT_FOUND', status: 404 }],
    [
      'connection-state.wrong-key-401',
      () => client().connectionState('i'),
      { kind: 'UNAUTHORISED', status: 401, message: 'Unauthorized' },
    ],
    ['connect.unknown-404', () => client().connect('i'), { kind: 'NOT_FOUND' }],
    ['delete.unknown-404', () => client().deleteInstance('i'), { kind: 'NOT_FOUND' }],
    ['logout.not-connected-400', () => client().logout('i'), { kind: 'NOT_CONNECTED', status: 400 }],
    [
      'instance-create.duplicate-name-403',
      create,
      { kind: 'NAME_TAKEN', message: 'This name "loja-centro" is already in use.' },
    ],
    ['instance-create.name-still-taken-403', create, { kind: 'NAME_TAKEN', status: 403 }],
    ['instance-create.wrong-apikey-401', create, { kind: 'UNAUTHORISED' }],
    [
      'instance-create.invalid-number-400',
      create,
      { kind: 'INVALID', message: expect.stringContaining('number does not match pattern') as never },
    ],
    [
      'restart.not-connected-200-error',
      () => client().connect('i'),
      { kind: 'REFUSED', status: 200, outcomeKnown: false },
    ],
    ['send-text.not-on-whatsapp-400', send, { kind: 'NOT_ON_WHATSAPP', message: 'The number is not on WhatsApp' }],
    ['send-text.after-phone-logout-400', send, { kind: 'NOT_CONNECTED' }],
    ['send-text.instance-closed-500', send, { kind: 'NOT_CONNECTED', status: 500 }],
    ['send-text.group-not-found-400', send, { kind: 'INVALID' }],
    ['send-text.several-errors-400', send, { kind: 'INVALID', message: expect.stringContaining('; ') as never }],
    ['send-text.empty-text-400', send, { kind: 'INVALID' }],
    ['send-text.unknown-instance-404', send, { kind: 'NOT_FOUND' }],
    ['unknown-route-404', send, { kind: 'REFUSED', status: 404 }],
    [
      'whatsapp-numbers.missing-400',
      () => client().whatsappNumbers('i', ['1']),
      { kind: 'INVALID', message: 'HTTP 400' },
    ],
    [
      'whatsapp-numbers.empty-array-400',
      () => client().whatsappNumbers('i', ['1']),
      { kind: 'INVALID', message: expect.stringContaining('minimum length') as never },
    ],
    [
      'mark-read.missing-400',
      () => client().markRead('i', [{ providerId: '1', remoteJid: 'x', fromMe: false }]),
      { kind: 'INVALID' },
    ],
  ];
  it.each(cases)('%s', async (pair, act, wanted) => {
    server.script(captured(pair));
    expect(await failure(act())).toMatchObject({ outcomeKnown: true, ...wanted });
    expect(server.received).toHaveLength(1);
  });

  it('does not know what became of a send that ended in an exception of the server', async () => {
    for (const pair of ['cloud-send-text.graph-unreachable-400', 'send-media.url-unreachable-500']) {
      server.script(captured(pair));
      expect(await failure(send())).toMatchObject({ kind: 'SERVER', outcomeKnown: false });
      expect(server.received).toHaveLength(1);
    }
  });
});

describe('a send', () => {
  it.each([
    [
      'without an id',
      json(201, { key: { remoteJid: '5511999990001@s.whatsapp.net', fromMe: true }, status: 'PENDING' }),
      { kind: 'SERVER' },
    ],
    ['that is no JSON', raw(201, '<html>'), { kind: 'SERVER' }],
    ['that is empty', raw(201, ''), { kind: 'SERVER' }],
    ['that says 200 and means an error', json(200, { error: true, message: 'x' }), { kind: 'REFUSED' }],
    ['that says 500', json(500, { status: 500 }), { kind: 'SERVER', status: 500 }],
    ['of a proxy', raw(502, 'Bad gateway'), { kind: 'SERVER', status: 502 }],
    ['that never comes', silence, { kind: 'TIMEOUT_UNKNOWN', status: null }],
    ['that breaks off', breakOff, { kind: 'UNREACHABLE', status: null }],
  ])('with an answer %s has an unknown outcome and is not repeated', async (_, answer, wanted) => {
    server.script(answer);
    // Only the answer that never comes is waited for.
    const sending = client({ sendTimeoutMs: answer === silence ? 60 : 10_000 }).sendText({ instance: 'i', to: '5511999990001', text: 'x' });
    expect(await failure(sending)).toMatchObject({ ...wanted, outcomeKnown: false });
    expect(server.received).toHaveLength(1);
    expect(calls).toMatchObject([{ operation: 'sendText', milliseconds: expect.any(Number) }]);
  });

  it('was not made when nobody listens', async () => {
    const closed = await ScriptedServer.start();
    const url = closed.url;
    await closed.stop();
    const error = await failure(client({ baseUrl: url }).sendText({ instance: 'i', to: '1', text: 'x' }));
    expect(error).toMatchObject({
      kind: 'UNREACHABLE',
      outcomeKnown: true,
      message: 'The connection failed (ECONNREFUSED)',
    });
    expect(calls).toHaveLength(1);
  });

  it('was not made when the server sends us elsewhere, and the key stays here', async () => {
    const elsewhere = await ScriptedServer.start();
    elsewhere.script(captured('send-text.ok'));
    server.script(raw(307, '', { location: `${elsewhere.url}/message/sendText/i` }));
    expect(await failure(send())).toMatchObject({ kind: 'REFUSED', status: 307, outcomeKnown: true });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });

  it('waits longer by the delay it asks for', async () => {
    server.script(captured('send-text.with-delay'));
    const sent = client({ sendTimeoutMs: 0 }).sendText({
      instance: 'i',
      to: '5511999990001',
      text: 'x',
      delayMs: 2_000,
    });
    expect(await sent).toMatchObject({ providerId: '3EB0D1D5D7D312510BE233' });
    expect(server.received[0]?.body).toMatchObject({ delay: 2_000 });
  });
});

describe('trying again', () => {
  it('repeats what may be repeated', async () => {
    server.script(breakOff, raw(503, 'busy'), captured('connection-state.open'));
    expect(await client().connectionState('i')).toBe('OPEN');
    server.script(json(500, {}), captured('delete.ok'));
    await client().deleteInstance('i');
    expect(server.received).toHaveLength(2);
    expect(calls.map(({ outcome }) => outcome)).toEqual(['UNREACHABLE', 'SERVER', 'OK', 'SERVER', 'OK']);
  });

  it('gives up after two more attempts', async () => {
    server.script(json(500, { status: 500, response: { message: 'no' } }));
    expect(await failure(client().connectionState('i'))).toMatchObject({
      kind: 'SERVER',
      message: 'no',
      outcomeKnown: true,
    });
    expect(server.received).toHaveLength(3);
  });

  it('never makes an instance twice', async () => {
    server.script(breakOff);
    const made = client().createInstance({
      instanceName: 'i',
      webhookUrl: 'http://x',
      webhookSecret: 's',
      events: ['CALL'],
    });
    expect(await failure(made)).toMatchObject({ outcomeKnown: false });
    expect(server.received).toHaveLength(1);
  });
});

describe('the circuit breaker', () => {
  it('leaves a server alone that does not answer, and knows that nothing was sent', async () => {
    const sick = client({ breaker: { failures: 2, halfOpenAfterMs: 60_000 } });
    const sendSick = () => sick.sendText({ instance: 'i', to: '5511999990001', text: 'x' });
    server.script(breakOff);
    await failure(sendSick());
    await failure(sendSick());
    server.script(captured('send-text.ok'));
    expect(await failure(sendSick())).toMatchObject({ kind: 'UNREACHABLE', outcomeKnown: true });
    expect(server.received).toEqual([]);
    expect(calls.at(-1)).toMatchObject({ operation: 'sendText', outcome: 'CIRCUIT_OPEN' });
  });

  it('is opened for one instance only', async () => {
    const sick = client({ breaker: { failures: 1, halfOpenAfterMs: 60_000 }, retries: 0 });
    server.script(breakOff, captured('connection-state.open'));
    await failure(sick.connectionState('mine'));
    expect(await sick.connectionState('of-another-tenant')).toBe('OPEN');
    expect(await failure(sick.connectionState('mine'))).toMatchObject({ kind: 'UNREACHABLE' });
    expect(server.received).toHaveLength(2);
  });

  it('tries again later, and closes when that goes well', async () => {
    const sick = client({ breaker: { failures: 1, halfOpenAfterMs: 0 }, retries: 0 });
    server.script(breakOff, captured('connection-state.open'));
    await failure(sick.connectionState('i'));
    expect(await sick.connectionState('i')).toBe('OPEN');
    expect(await sick.connectionState('i')).toBe('OPEN');
  });

  it('is not opened by refusals or by one sick instance', async () => {
    const patient = client({ breaker: { failures: 1, halfOpenAfterMs: 60_000 }, retries: 0 });
    server.script(
      captured('connection-state.unknown-404'),
      captured('send-text.instance-closed-500'),
      json(500, {}),
      captured('connection-state.open'),
    );
    for (let index = 0; index < 3; index += 1) await failure(patient.connectionState('i'));
    expect(await patient.connectionState('i')).toBe('OPEN');
  });
});

describe('errors', () => {
  it('hold neither the key nor a phone number', async () => {
    server.script(
      json(400, { status: 400, response: { message: [[`key ${KEY} is wrong for 5511999990001@s.whatsapp.net`]] } }),
    );
    const error = await failure(send());
    expect(error.message).toBe('key [key] is wrong for [number]');
    expect(JSON.stringify({ ...error, stack: error.stack, cause: error.cause })).not.toContain(KEY);
  });

  it('are of one type even where the address is no address', async () => {
    expect(await failure(client({ baseUrl: 'not a url' }).connectionState('i'))).toMatchObject({
      kind: 'UNREACHABLE',
      outcomeKnown: true,
    });
  });
});
