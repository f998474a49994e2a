import { computed, inject, Injectable, signal } from '@angular/core';
import { SessionStore } from '@prosa/dashboard/data-access';

const keyOf = (member: string) => `prosa.setupAway.${member}`;

/** Whether this member has put the checklist away, in this browser; the settings menu brings it back. */
@Injectable({ providedIn: 'root' })
export class SetupAway {
  private readonly session = inject(SessionStore);
  private readonly changed = signal(0);

  readonly away = computed(() => {
    this.changed();
    const member = this.session.viewer()?.member.id;
    try {
      return !!member && localStorage.getItem(keyOf(member)) !== null;
    } catch {
      return false; // no storage, nothing to put it away in
    }
  });

  put(away: boolean): void {
    const member = this.session.viewer()?.member.id;
    if (!member) return;
    try {
      if (away) localStorage.setItem(keyOf(member), '1');
      else localStorage.removeItem(keyOf(member));
    } catch {
      // See above.
    }
    this.changed.update((count) => count + 1);
  }
}
