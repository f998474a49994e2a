import type { TenantContext } from '../context/context';

export const sessionOf = ({ actor, tenantId }: TenantContext): string => (actor.kind === 'member' ? actor.sessionId : tenantId);

/** How many there are of each; what is back at none is forgotten. */
export class Tally {
  private readonly counts = new Map<string, number>();

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** Counts one more until the returned function is called. */
  add(name: string): () => void {
    this.counts.set(name, this.of(name) + 1);
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      const left = this.of(name) - 1;
      if (left > 0) this.counts.set(name, left);
      else this.counts.delete(name);
    };
  }
}
