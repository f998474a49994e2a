import fc from 'fast-check';
import { DAMAGE, damage, propertyRuns } from '@prosa/server/platform/testing';
import { normaliseEvolution } from './normalise-evolution';
import { webhookBody, webhookFixtures } from './testing/captured';
import { NOW } from './testing/deliveries';
import type { WhatsAppEvent } from './whatsapp-event';

describe('whatever it is given', () => {
  it.each([
    ['', 'the body is no JSON object'],
    ['{"event":"messages.ups', 'the body is no JSON object'],
    ['[]', 'the body is no JSON object'],
    ['{}', 'the body names no event'],
    ['{"event":"made.up","data":{}}', 'an unknown event'],
    ['{"event":"__proto__","data":{}}', 'an unknown event'],
    ['{"event":"messages.upsert"}', 'the event has no data'],
    ['{"event":"messages.upsert","data":{"key":{"id":"A"}}}', 'the key names no chat'],
    ['{"event":"messages.upsert","data":{"key":{"remoteJid":"1@s.whatsapp.net"}}}', 'the key has no message id'],
  ])('%s is unreadable', (body, reason) => {
    expect(normaliseEvolution(body, NOW).items).toEqual([{ type: 'Unreadable', reason }]);
  });

  it('survives an object made to fail', () => {
    const trap = new Proxy({}, { getOwnPropertyDescriptor: () => { throw new TypeError('no'); } }); // prettier-ignore
    expect(normaliseEvolution(trap, NOW).items).toEqual([{ type: 'Unreadable', reason: 'reading failed: TypeError' }]);
  });

  it('returns something storable for every damaged capture', () => {
    const bodies = webhookFixtures().map(({ file }) => JSON.stringify(webhookBody(file)));
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.array(DAMAGE, { minLength: 1, maxLength: 4 }), (body, damages) => {
        const envelope = damages.reduce<unknown>(damage, JSON.parse(body));
        const delivery = normaliseEvolution(JSON.stringify(envelope) ?? '', NOW);
        expect(delivery.items.length).toBeGreaterThan(0);
        for (const item of delivery.items) expectWellFormed(item);
      }),
      propertyRuns(3_000),
    );
  });

  it('returns something for any JSON and any text', () => {
    const events = [...new Set(webhookFixtures().map(({ event }) => event))];
    const envelope = fc.record({ event: fc.constantFrom(...events), data: fc.jsonValue(), sender: fc.jsonValue() });
    fc.assert(
      fc.property(envelope, (body) => normaliseEvolution(body, NOW).items.length > 0),
      propertyRuns(1_000),
    );
    fc.assert(
      fc.property(fc.string(), (body) => normaliseEvolution(body, NOW).items.length > 0),
      propertyRuns(100),
    );
  });
});

/** No date that is none, no text that a database does not keep as it is, and the ids that the inbox keys by. */
function expectWellFormed(item: WhatsAppEvent): void {
  const walk = (node: unknown): void => {
    if (node instanceof Date) expect(Number.isNaN(node.getTime())).toBe(false);
    else if (typeof node === 'string') expect(node.includes('\u0000') || !node.isWellFormed()).toBe(false);
    else if (typeof node === 'number') expect(Number.isFinite(node)).toBe(true);
    else if (typeof node === 'object' && node !== null) Object.values(node).forEach(walk);
  };
  walk(item);
  if ('providerId' in item) expect(item.providerId).not.toBe('');
  if ('chat' in item) expect(item.chat.jid).toMatch(/^[\w.-]+@[a-z.]+$/);
}
