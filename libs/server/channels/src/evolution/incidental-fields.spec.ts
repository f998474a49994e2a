import fc from 'fast-check';
import { propertyRuns } from '@prosa/server/platform/testing';
import { normaliseEvolution } from './normalise-evolution';
import { webhookBody, webhookFixtures } from './testing/captured';
import { NOW } from './testing/deliveries';

/** Fields that say neither which message it is, nor whose, nor what is in it: from the contract, by hand. */
const INCIDENTAL = new Set([
  'destination',
  'date_time',
  'server_url',
  'apikey',
  'instance',
  'instanceId',
  'addressingMode',
  'messageType',
  'url',
  'directPath',
  'mediaKey',
  'mediaKeyTimestamp',
  'fileSha256',
  'fileEncSha256',
  'streamingSidecar',
  'scanLengths',
  'annotations',
  'interactiveAnnotations',
  'ephemeralSettingTimestamp',
  'disappearingMode',
  'deviceListMetadata',
  'deviceListMetadataVersion',
  'messageSecret',
]);

type Place = { node: Record<string, unknown>; name: string };

function incidental(root: unknown): Place[] {
  const places: Place[] = [];
  const walk = (value: unknown, inside: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as Record<string, unknown>;
    for (const name of Object.keys(node)) {
      const here = inside || INCIDENTAL.has(name);
      if (here) places.push({ node, name });
      walk(node[name], here);
    }
  };
  walk(root, false);
  return places;
}

describe('a field that is neither id, sender nor content', () => {
  const bodies = webhookFixtures()
    .filter(({ event }) =>
      ['messages.upsert', 'send.message', 'messages.edited', 'messages.delete', 'messages.update'].includes(event),
    )
    .map(({ file }) => JSON.stringify(webhookBody(file)));

  it('changed or missing, leaves the message what it is', () => {
    const value = fc.oneof(
      fc.constant(undefined),
      fc.constantFrom<unknown>(null, 7, 'x', '', true, {}, []),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const changes = fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...bodies), changes, (body, changed) => {
        const envelope: unknown = JSON.parse(body);
        for (const [pick, other] of changed) {
          const places = incidental(envelope);
          if (places.length === 0) break; // all were taken away
          const { node, name } = places[pick % places.length] as Place;
          if (other === undefined) Reflect.deleteProperty(node, name);
          else node[name] = other;
        }
        expect(normaliseEvolution(JSON.stringify(envelope), NOW).items).toEqual(normaliseEvolution(body, NOW).items);
      }),
      propertyRuns(2_000),
    );
  });

  it('is there in every capture of a message', () => {
    expect(bodies.length).toBeGreaterThan(90);
    expect(bodies.filter((body) => incidental(JSON.parse(body)).length < 5)).toEqual([]);
  });
});
