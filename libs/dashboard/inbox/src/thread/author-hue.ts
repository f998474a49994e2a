/** A colour for each person of a group, always the same one; far enough apart to be told from each other. */
export function authorHue(id: string): number {
  let hash = 0;
  for (const sign of id) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return ((hash % 9) * 40 + 20) % 360;
}
