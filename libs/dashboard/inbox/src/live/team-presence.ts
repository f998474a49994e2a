import { computed, DestroyRef, inject, type Signal, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { GraphqlClient, LiveEvents } from '@prosa/dashboard/data-access';
import { inFront } from '@prosa/dashboard/ui';
import { EMPTY, switchMap } from 'rxjs';
import { SetTypingDocument } from './actions.documents';
import { PresenceDocument } from './live.documents';

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly typing: boolean;
}

/** As long as the server believes it, less the way there. */
const SAY_AGAIN_MS = 5_000;

/** Who else of the team is at a conversation, and what they are told of this one. */
export interface TeamPresence {
  readonly others: Signal<readonly Colleague[]>;
  /** Called with each change of the text: says so now and then while it goes on, and once when there is nothing any more. */
  typing(isTyping: boolean): void;
}

/** Call in an injection context: to follow a conversation is to be there, and to be told of nothing that happens there. Behind another tab one is not. */
export function watchPresence(conversationId: Signal<string>): TeamPresence {
  const client = inject(GraphqlClient);
  const events = inject(LiveEvents);
  const others = signal<readonly Colleague[]>([]);
  const seen = inFront();
  toObservable(computed(() => (seen() ? conversationId() : null)))
    .pipe(
      switchMap((id) => (id ? events.watch(PresenceDocument, { conversationId: id }) : EMPTY)),
      takeUntilDestroyed(),
    )
    .subscribe(({ conversationPresence }) =>
      others.set(conversationPresence.map(({ member, typing }) => ({ id: member.id, name: member.user.name, typing }))),
    );

  let saidAt: number | null = null;
  const say = (isTyping: boolean) => {
    saidAt = isTyping ? Date.now() : null;
    const input = { conversationId: conversationId(), typing: isTyping };
    // It passes by itself: whatever becomes of it is no matter.
    client.mutate(SetTypingDocument, { input }).catch(() => undefined);
  };
  const typing = (isTyping: boolean) => {
    if (isTyping ? saidAt === null || Date.now() - saidAt >= SAY_AGAIN_MS : saidAt !== null) say(isTyping);
  };
  inject(DestroyRef).onDestroy(() => typing(false));
  return { others, typing };
}
