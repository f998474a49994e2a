/** What the daily budget of a number rests on. */
export interface Standing {
  /** Since the number was first connected here. */
  ageDays: number;
  /** People who were approached in the past two weeks, but for the last day; and how many of them wrote back. */
  approached: number;
  answered: number;
}

/** By the week of the number's life. WhatsApp looks hardest at numbers that are new and write to many strangers at once. */
const BY_WEEK = [10, 20, 40, 80, 120, 200];
/** Fewer than that say nothing of how welcome somebody's messages are. */
const ENOUGH_TO_JUDGE = 10;
const LEAST = 5;

/** How many people who never wrote a number may approach on one day. */
export function dailyLimit({ ageDays, approached, answered }: Standing): number {
  const full = BY_WEEK[Math.min(BY_WEEK.length - 1, Math.floor(Math.max(0, ageDays) / 7))] as number;
  if (approached < ENOUGH_TO_JUDGE) return full;
  const share = answered / approached;
  if (share >= 0.25) return full;
  return Math.max(LEAST, Math.floor(full * (share >= 0.1 ? 0.5 : 0.25)));
}
