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

/** The same, but that a list may hold fewer kinds of element. */
export function fits(shape: unknown, model: unknown): boolean {
  if (Array.isArray(shape) && Array.isArray(model))
    return shape.every((one) => model.some((other) => fits(one, other)));
  if (typeof shape !== 'object' || shape === null || typeof model !== 'object' || model === null)
    return shape === model;
  const keys = Object.keys(shape);
  return (
    keys.length === Object.keys(model).length &&
    keys.every((key) => key in model && fits((shape as Named)[key], (model as Named)[key]))
  );
}
type Named = Record<string, unknown>;

function unique(shapes: unknown[]): unknown[] {
  const texts = [...new Set(shapes.map((shape) => JSON.stringify(shape)))].sort();
  return texts.map((text) => JSON.parse(text) as unknown);
}
