import { Injectable, signal } from '@angular/core';

export interface HeldFile {
  readonly content: Blob;
  /** Shown while it goes out. */
  readonly url: string;
  readonly aborting: AbortController;
}

/** The bytes of files on their way, as long as this page lives, and how far each is. */
@Injectable({ providedIn: 'root' })
export class OutboxFiles {
  private readonly held = new Map<string, HeldFile>();
  private readonly shares = signal<ReadonlyMap<string, number>>(new Map());

  hold(clientKey: string, content: Blob): void {
    this.held.set(clientKey, { content, url: URL.createObjectURL(content), aborting: new AbortController() });
  }

  of(clientKey: string): HeldFile | null {
    return this.held.get(clientKey) ?? null;
  }

  /** From 0 to 1; null when nothing is under way. */
  share(clientKey: string): number | null {
    return this.shares().get(clientKey) ?? null;
  }

  progress(clientKey: string, share: number | null): void {
    this.shares.update((before) => {
      const after = new Map(before);
      if (share === null) after.delete(clientKey);
      else after.set(clientKey, share);
      return after;
    });
  }

  /** Its picture may still be on the screen for a moment: the address outlives the entry a little. */
  drop(clientKey: string): void {
    const file = this.held.get(clientKey);
    if (!file) return;
    this.held.delete(clientKey);
    this.progress(clientKey, null);
    file.aborting.abort();
    setTimeout(() => URL.revokeObjectURL(file.url), 60_000);
  }
}
