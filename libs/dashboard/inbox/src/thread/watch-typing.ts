import { inject, type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { LiveEvents } from '@prosa/dashboard/data-access';
import { concat, map, of, switchMap, timer } from 'rxjs';
import { TypingDocument } from '../live/live.documents';

/** Whoever closes the phone in the middle of a word is not told of again. */
const FORGOTTEN_MS = 30_000;

/** Who writes in a conversation at this moment: a name, or null. Call in an injection context. */
export function watchTyping(conversationId: Signal<string>): Signal<string | null> {
  const events = inject(LiveEvents);
  const names = toObservable(conversationId).pipe(
    switchMap((id) =>
      events.watch(TypingDocument, { conversationId: id }).pipe(
        switchMap(({ typing: { typing, author } }) => {
          if (!typing || author.__typename !== 'Contact') return of(null);
          return concat(of(author.name), timer(FORGOTTEN_MS).pipe(map(() => null)));
        }),
      ),
    ),
  );
  return toSignal(names, { initialValue: null });
}
