/** Time is a port: the product runs on the machine's clock, tests move their own. */
export interface Clock {
  now(): Date;
  /** Calls `fn` once, `ms` milliseconds from now, unless cancelled. Never keeps the process alive. */
  after(ms: number, fn: () => void): { cancel(): void };
}

export const systemClock: Clock = {
  now: () => new Date(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
