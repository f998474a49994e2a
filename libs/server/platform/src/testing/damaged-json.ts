import fc from 'fast-check';

/** What is done to a body: which of its nodes is replaced by what. */
export interface Damage {
  pick: number;
  how: 'replace' | 'drop' | 'double' | 'bury';
  junk: unknown;
}

const LONG = 'ç'.repeat(70_000);
const deep = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

/** Leaves that nobody expects: of another type, too large, too deep, not storable everywhere. */
const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, true, false, [], {}, [[[]]]),
  fc.constantFrom<unknown>('x', '\u0000', 'a\u0000b', '\ud800', 'half \udc00 a pair', '__proto__', 'constructor', LONG),
  fc.constantFrom<unknown>(
    { low: 1e10, high: -5 },
    { '0': 999 },
    { type: 'Buffer', data: [1, 'x'] },
    deep(500),
    Array(2_000).fill(7),
  ),
  fc.constantFrom<unknown>(
    '0000-00-00',
    '9999999999999',
    -62135596800000,
    '@s.whatsapp.net',
    '1@lid',
    '5511@g.us',
    'x@unknown',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
export const DAMAGE: fc.Arbitrary<Damage> = fc.record({
  pick: fc.nat(),
  how: fc.constantFrom('replace' as const, 'replace' as const, 'drop' as const, 'double' as const, 'bury' as const),
  junk: JUNK,
});

/** The body with one of its nodes damaged. Changes what it is given. */
export function damage(root: unknown, { pick, how, junk }: Damage): unknown {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push([node as Record<string, unknown>, name]);
      walk((node as Record<string, unknown>)[name]);
    }
  };
  walk(root);
  const place = places[pick % Math.max(1, places.length)];
  if (!place) return root;
  const [node, name] = place;
  if (how === 'drop') Reflect.deleteProperty(node, name);
  else if (how === 'double') node[name] = [node[name], structuredClone(node[name])];
  else node[name] = how === 'bury' ? { [name]: node[name] } : structuredClone(junk);
  return root;
}
