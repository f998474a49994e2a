/** What the model does wrong (or is told to do) next, in order; then it behaves again. */
export interface ModelFault {
  fault:
    | 'rate_limit'
    | 'quota'
    | 'error'
    | 'stall'
    | 'cut'
    | 'refusal'
    | 'incomplete'
    | 'bad_arguments'
    | 'function_call'
    | 'say';
  times: number;
  retryAfterMs: number;
  stallMs: number;
  /** For `say`. */
  text?: string | undefined;
  /** For `function_call`. */
  name?: string | undefined;
  arguments?: Record<string, unknown> | undefined;
}

export class ModelFaults {
  private queue: ModelFault[] = [];
  /** Every call that reached the model, for tests. */
  readonly calls: { path: string; body: unknown }[] = [];
  /** Ids of the function calls handed out: an output for any other is refused. */
  readonly callIds = new Set<string>();

  add(fault: ModelFault): void {
    this.queue.push({ ...fault });
  }

  next(): ModelFault | null {
    const first = this.queue[0];
    if (!first) return null;
    first.times -= 1;
    if (first.times <= 0) this.queue.shift();
    return first;
  }

  clear(): void {
    this.queue = [];
  }
}
