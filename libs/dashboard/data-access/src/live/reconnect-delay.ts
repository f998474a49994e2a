/** Full jitter: a thousand dashboards that lost the same server do not come back in the same instant. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(15_000, 400 * 2 ** attempt);
  return Math.round(150 + random() * ceiling);
}
