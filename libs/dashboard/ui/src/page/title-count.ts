import { Injectable, signal } from '@angular/core';

/** How much waits for whoever is here: stands before the page's title, where it is seen from another tab. */
@Injectable({ providedIn: 'root' })
export class TitleCount {
  readonly count = signal(0);
}
