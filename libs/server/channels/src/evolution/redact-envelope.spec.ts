import { webhookBody, webhookFixtures } from './testing/captured';
import { redactEnvelope, redactQrCode, withoutFiles } from './redact-envelope';
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

describe('withoutFiles', () => {
  it.each(['j-image-base64', 'j-audio-base64', 'j-document-caption-base64'])(
    'takes the file out of %s alone',
    (name) => {
      const body = webhookBody(`messages-upsert.${name}`);
      const kept = JSON.parse(withoutFiles(JSON.stringify(body)));
      const { message, ...data } = body['data'] as { message: object };
      expect(kept).toEqual({ ...body, data: { ...data, message: { ...message, base64: null } } });
    },
  );

  it('takes out what is tens of megabytes long, several at once, and whatever stands around it', () => {
    const file = 'A'.repeat(20 * 1024 * 1024);
    expect(withoutFiles(`{"base64" : "${file}","x":[{"base64":"${file}"}],"y":1}`)).toBe(
      '{"base64" : null,"x":[{"base64":null}],"y":1}',
    );
  });

  it.each([
    JSON.stringify({ conversation: 'o "base64":"abc" é \\"base64\\": "x"' }),
    '{"base64":null,"x":{"base64":{"0":1}}}',
    '{"base64":"cut off',
    '{"base64":"no \\" base64"}',
    'no JSON',
  ])('leaves %s alone', (body) => expect(withoutFiles(body)).toBe(body));
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
