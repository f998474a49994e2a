import { computed, effect, inject, untracked, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { typeOfId } from '@prosa/dashboard/data-access';
import { inFront } from '@prosa/dashboard/ui';
import { filter, map, startWith } from 'rxjs';
import { NotificationStore } from './notification-store';

/** What one is told of a conversation is read as soon as it is looked at. That one looks, its screen tells the server. Call in an injection context. */
export function watchLooking(conversationId: Signal<string | null>): void {
  const store = inject(NotificationStore);
  const seen = inFront();
  const looked = computed(() => (seen() ? conversationId() : null));
  effect(() => {
    const id = looked();
    if (id && store.hasUnreadOf(id)) untracked(() => void store.markRead([id]).catch(() => undefined));
  });
}

/** The conversation that the address names. Call in an injection context. */
export function lookedAt(): Signal<string | null> {
  const router = inject(Router);
  const address = router.events.pipe(
    filter((event) => event instanceof NavigationEnd),
    map(() => router.url),
    startWith(router.url),
  );
  return toSignal(address.pipe(map(conversationIn)), { initialValue: conversationIn(router.url) });
}

export function conversationIn(url: string): string | null {
  const id = decodeURIComponent(/^\/inbox\/([^/?#]+)/.exec(url)?.[1] ?? '');
  return typeOfId(id) === 'Conversation' ? id : null;
}
