import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

const MINUTE = 60_000;

/** The present, told once a minute to whoever shows an age. Touches no network, and rests while the tab is hidden. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly document = inject(DOCUMENT);
  private readonly current = signal(Date.now());
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly value = this.current.asReadonly();

  constructor() {
    this.document.addEventListener('visibilitychange', () => this.tick());
    this.tick();
  }

  private tick(): void {
    clearTimeout(this.timer);
    this.current.set(Date.now());
    if (this.document.visibilityState === 'visible') {
      this.timer = setTimeout(() => this.tick(), MINUTE - (Date.now() % MINUTE));
    }
  }
}
