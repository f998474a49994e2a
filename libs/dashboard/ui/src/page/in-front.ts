import { DestroyRef, DOCUMENT, inject, signal, type Signal } from '@angular/core';

/** Whether the page is to be seen: its tab is in front, and the window is not put away. Call in an injection context. */
export function inFront(): Signal<boolean> {
  const document = inject(DOCUMENT);
  const isSeen = () => document.visibilityState !== 'hidden';
  const seen = signal(isSeen());
  const look = () => seen.set(isSeen());
  document.addEventListener('visibilitychange', look);
  inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', look));
  return seen.asReadonly();
}
