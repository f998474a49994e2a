/** What a value is made of: keys and JSON types, all the way down; the kinds of element of a list, each once. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return unique(value.map(shapeOf));
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value);
  // A Buffer as a map of indexes: how long it is is no matter of shape.
  if (entries.length > 1 && entries.every(([key, inner], index) => key === String(index) && typeof inner === 'number'))
    return 'bytes';
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, shapeOf(inner)]));
}

function unique(shapes: unknown[]): unknown[] {
  const texts = [...new Set(shapes.map((shape) => JSON.stringify(shape)))].sort();
  return texts.map((text) => JSON.parse(text) as unknown);
}
