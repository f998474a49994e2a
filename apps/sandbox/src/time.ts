/** Time is a port, so that tests move it instead of waiting for it. */
export interface Time {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once, after this long; the answer takes it back. */
  after(ms: number, run: () => void): () => void;
}

export const realTime: Time = {
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
