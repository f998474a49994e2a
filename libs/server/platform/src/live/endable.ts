/**
 * A generator that can be ended while it waits. A plain one looks at `return` only when its next value has come, which may be
 * never: whoever unsubscribed would be followed for ever. `work` must stop waiting when its signal aborts.
 */
export class Endable<T> implements AsyncIterableIterator<T, undefined> {
  private readonly abort = new AbortController();
  private readonly inner: AsyncGenerator<T, undefined>;
  private started = false;

  /** `ended` is called once, also when nothing was ever taken. */
  constructor(
    work: (signal: AbortSignal) => AsyncGenerator<T, undefined>,
    private readonly ended: () => void,
  ) {
    this.inner = work(this.abort.signal);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    this.started = true;
    const taken = this.inner.next();
    void taken.then(({ done }) => done && this.ended(), () => this.ended());
    return taken;
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.abort.abort();
    if (!this.started) this.ended();
    const returned = await this.inner.return(undefined);
    this.ended();
    return returned;
  }

  /** Ends it from outside: what waits for a value, or comes for one later, gets this error. */
  fail(reason: Error): void {
    this.abort.abort(reason);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
