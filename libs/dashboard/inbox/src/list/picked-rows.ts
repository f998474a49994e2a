import { computed, Injectable, signal } from '@angular/core';

/** As many as one change takes. */
export const MOST_PICKED = 100;

/** Which rows of the list are picked, to do something with all of them. */
@Injectable()
export class PickedRows {
  private readonly picked = signal<ReadonlySet<string>>(new Set());
  /** Rows can be picked by a touch: there is no pointer to show the boxes. */
  readonly picking = signal(false);
  readonly ids = this.picked.asReadonly();
  readonly any = computed(() => this.picked().size > 0);
  /** Where a range begins: the last one that was picked by itself. */
  private anchor: string | null = null;

  has(id: string): boolean {
    return this.picked().has(id);
  }

  toggle(id: string): void {
    const ids = new Set(this.picked());
    if (!ids.delete(id)) ids.add(id);
    this.anchor = id;
    this.set([...ids]);
  }

  /** All from the last one to this one, in the order of the list. */
  extend(order: readonly string[], to: string): void {
    const [from, end] = [order.indexOf(this.anchor ?? ''), order.indexOf(to)];
    if (from < 0 || end < 0) return this.toggle(to);
    const range = order.slice(Math.min(from, end), Math.max(from, end) + 1);
    this.set([...this.picked(), ...range]);
  }

  all(order: readonly string[]): void {
    this.set(order);
  }

  /** Those that are there no more are no longer picked. */
  keep(present: ReadonlySet<string>): void {
    const kept = [...this.picked()].filter((id) => present.has(id));
    if (kept.length !== this.picked().size) this.set(kept);
  }

  set(ids: readonly string[]): void {
    this.picked.set(new Set([...new Set(ids)].slice(0, MOST_PICKED)));
  }

  clear(): void {
    this.picking.set(false);
    this.anchor = null;
    if (this.any()) this.picked.set(new Set());
  }
}
