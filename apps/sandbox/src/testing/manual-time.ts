import type { Time } from '../time';

interface Timer {
  at: number;
  run: () => void;
}

/** Stands still until a test moves it. */
export class ManualTime implements Time {
  private at = Date.parse('2026-11-23T15:00:00Z');
  private timers: Timer[] = [];
  private waiters: (() => void)[] = [];

  now = (): number => this.at;

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.at + ms, run };
    this.timers.push(timer);
    for (const go of this.waiters.splice(0)) go();
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

  /** Until `count` timers have between `least` and `most` milliseconds to run; answers the one that was set last. */
  async waitedFor(least: number, most = least, count = 1): Promise<number> {
    const found = () => this.remaining().filter((remaining) => remaining >= least && remaining <= most);
    while (found().length < count) await new Promise<void>((go) => this.waiters.push(go));
    return found().at(-1) as number;
  }
}
