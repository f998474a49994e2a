/** Tells who waits that a tenant's log has grown. Carries no data: listeners read the log. A lost wake-up is healed by their own tick. */
export interface EventHub {
  wake(tenantId: string, head: number): void;
  onWake(tenantId: string, fn: (head: number) => void): () => void;
  /** Of every tenant: for what works for all of them. */
  onAnyWake(fn: (tenantId: string, head: number) => void): () => void;
}

/** Within one process; several processes put Redis behind the same two calls. */
export class LocalEventHub implements EventHub {
  private readonly listeners = new Map<string, Set<(head: number) => void>>();
  private readonly ofAll = new Set<(tenantId: string, head: number) => void>();

  wake(tenantId: string, head: number): void {
    for (const fn of this.listeners.get(tenantId) ?? []) fn(head);
    for (const fn of this.ofAll) fn(tenantId, head);
  }
  onAnyWake(fn: (tenantId: string, head: number) => void): () => void {
    this.ofAll.add(fn);
    return () => void this.ofAll.delete(fn);
  }
  onWake(tenantId: string, fn: (head: number) => void): () => void {
    const set = this.listeners.get(tenantId) ?? new Set();
    this.listeners.set(tenantId, set.add(fn));
    return () => {
      set.delete(fn);
      if (set.size === 0) this.listeners.delete(tenantId);
    };
  }
}
