const WIDTH = 192;
const HEIGHT = 28;
const MOST = 48;
/** Of what nothing is known: a line of even dots, no invented voice. */
const FLAT = 8;

/** A recording's loudness as upright lines, on a field of 192 by 28. */
export function barsOf(waveform: readonly number[]): string {
  const values = waveform.length ? thinned(waveform) : new Array<number>(MOST).fill(FLAT);
  const step = WIDTH / values.length;
  return values
    .map((value, index) => {
      const half = Math.max(1, (Math.min(100, Math.max(0, value)) / 100) * (HEIGHT / 2 - 2));
      const x = ((index + 0.5) * step).toFixed(1);
      return `M${x} ${(HEIGHT / 2 - half).toFixed(1)}V${(HEIGHT / 2 + half).toFixed(1)}`;
    })
    .join('');
}

/** So many that they can be told from each other: of neighbours the louder. */
function thinned(values: readonly number[]): number[] {
  if (values.length <= MOST) return [...values];
  return Array.from({ length: MOST }, (_, index) => {
    const from = Math.floor((index * values.length) / MOST);
    const to = Math.max(from + 1, Math.floor(((index + 1) * values.length) / MOST));
    return Math.max(...values.slice(from, to));
  });
}
