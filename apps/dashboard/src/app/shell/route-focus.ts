import { DOCUMENT, inject, Injectable } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

const screenOf = (url: string): string => {
  const [first = '', ...rest] = url.split(/[?#]/)[0]?.split('/').filter(Boolean) ?? [];
  // Within the inbox the panes move the focus themselves: opening a conversation is not a new screen.
  return first === 'inbox' ? first : [first, ...rest].join('/');
};

/** A new screen takes the focus to its heading, so that a screen reader says where one is; the first load keeps the browser's. */
@Injectable({ providedIn: 'root' })
export class RouteFocus {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private screen: string | undefined;
  private waiting: MutationObserver | undefined;

  start(): void {
    this.router.events.pipe(filter((event) => event instanceof NavigationEnd)).subscribe((event) => {
      const screen = screenOf(event.urlAfterRedirects);
      const first = this.screen === undefined;
      if (screen === this.screen) return;
      this.screen = screen;
      if (!first) setTimeout(() => this.focusHeading());
    });
  }

  private focusHeading(): void {
    const main = this.document.querySelector<HTMLElement>('main');
    if (!main) return;
    this.waiting?.disconnect();
    main.querySelector('.screen')?.scrollTo({ top: 0 });
    if (focusIn(main)) return;
    // The screen's words or code are still on their way: its heading comes a moment later.
    const before = this.document.activeElement;
    const waiting = new MutationObserver(() => {
      if (this.document.activeElement !== before || focusIn(main)) waiting.disconnect();
    });
    waiting.observe(main, { childList: true, subtree: true });
    this.waiting = waiting;
  }
}

function focusIn(main: HTMLElement): boolean {
  const heading = main.querySelector<HTMLElement>('h1');
  if (!heading) return false;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}
