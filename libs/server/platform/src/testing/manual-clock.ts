import type { Clock } from '../context/clock';

/** A clock that moves only when told to; due timers fire in order as it passes them. */
export class ManualClock implements Clock {
  private time: number;
  private timers: { at: number; fn: () => void }[] = [];

  constructor(start: Date | string = '2026-01-05T12:00:00Z') {
    this.time = new Date(start).getTime();
  }
  now(): Date {
    return new Date(this.time);
  }
  after(ms: number, fn: () => void): { cancel(): void } {
    const timer = { at: this.time + ms, fn };
    this.timers.push(timer);
    return { cancel: () => void (this.timers = this.timers.filter((t) => t !== timer)) };
  }
  advance(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const next = this.timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((t) => t !== next);
      this.time = Math.max(this.time, next.at);
      next.fn();
    }
    this.time = until;
  }
}
