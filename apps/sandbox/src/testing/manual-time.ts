import type { Time } from '../time';

interface Timer {
  at: number;
  run: () => void;
}

/** Stands still until a test moves it. */
export class ManualTime implements Time {
  private at = Date.parse('2026-11-23T15:00:00Z');
  private timers: Timer[] = [];
  private waiters: { met: (remaining: number) => boolean; go: (remaining: number) => void }[] = [];

  now = (): number => this.at;

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.at + ms, run };
    this.timers.push(timer);
    for (const waiter of this.waiters.filter(({ met }) => met(ms))) waiter.go(ms);
    return () => void (this.timers = this.timers.filter((one) => one !== timer));
  };

  advance(ms: number): void {
    const until = this.at + ms;
    for (;;) {
      const [next] = this.timers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.at = Math.max(this.at, next.at);
      next.run();
    }
    this.at = until;
  }

  /** How long the timers that are set still have to run. */
  remaining = (): number[] => this.timers.map(({ at }) => at - this.at);

  /** Until somebody waits for between `least` and `most` milliseconds; answers how long. */
  async waitedFor(least: number, most = least): Promise<number> {
    const met = (remaining: number) => remaining >= least && remaining <= most;
    const already = this.remaining().find(met);
    if (already !== undefined) return already;
    return new Promise((resolve) => {
      const waiter = {
        met,
        go: (remaining: number) => {
          this.waiters = this.waiters.filter((one) => one !== waiter);
          resolve(remaining);
        },
      };
      this.waiters.push(waiter);
    });
  }
}
