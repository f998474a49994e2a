import { webhookBody, webhookFixtures } from './testing/captured';
import { redactEnvelope, redactQrCode } from './redact-envelope';
import { normaliseEvolution } from './normalise-evolution';

const NOW = new Date('2026-11-24T12:00:00Z');

describe('redactEnvelope', () => {
  it('takes the key out of every captured body, and nothing else', () => {
    for (const { file } of webhookFixtures()) {
      const body = webhookBody(file);
      const redacted = redactEnvelope(JSON.stringify(body));
      expect(JSON.parse(redacted)).toEqual({ ...body, ...('apikey' in body && { apikey: null }) });
      if (typeof body['apikey'] === 'string') expect(redacted).not.toContain(body['apikey']);
      expect(normaliseEvolution(redacted, NOW)).toEqual(normaliseEvolution(body, NOW));
    }
  });

  it.each([
    ['{"apikey":"a\\"b\\\\","x":1}', '{"apikey":null,"x":1}'],
    ['{ "apikey" : "secret" }', '{ "apikey" : null }'],
    ['{"apiKey":"secret"}', '{"apiKey":null}'],
    ['{"apikey":12345}', '{"apikey":null}'],
    ['{"apikey":null}', '{"apikey":null}'],
    ['{"apikey":{"a":"secret"},"x":[{"apikey":["secret"]}]}', '{"apikey":null,"x":[{"apikey":null}]}'],
    ['{"event":"x","apikey":"secr', '{"event":"x","apikey":null'],
    ['{"event":"x","apikey":"secr\\', '{"event":"x","apikey":null'],
    ['{"apikey":{"a":"secr', '{}'],
    ['no JSON', 'no JSON'],
  ])('%s', (body, wanted) => expect(redactEnvelope(body)).toBe(wanted));

  it('leaves what somebody wrote alone', () => {
    const body = JSON.stringify({
      data: { message: { conversation: 'o "apikey":"abc" é \\"apikey\\": "x"' } },
      apikey: 'secret',
    });
    expect(JSON.parse(redactEnvelope(body))).toEqual({ ...JSON.parse(body), apikey: null });
  });
});

describe('redactQrCode', () => {
  it('takes the code, its picture and the pairing code out', () => {
    const body = JSON.stringify(webhookBody('qrcode-updated.j-connect-pairing'));
    const redacted = JSON.parse(redactQrCode(body));
    expect(redacted.data.qrcode).toEqual({ instance: 'loja-sul', pairingCode: null, code: null, base64: null });
    expect(redacted.event).toBe('qrcode.updated');
  });

  it('leaves other events as they are', () => {
    const body = JSON.stringify(webhookBody('messages-upsert.j-image-base64'));
    expect(redactQrCode(body)).toBe(body);
  });
});
