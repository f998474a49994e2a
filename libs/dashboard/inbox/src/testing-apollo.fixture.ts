import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApolloLink, Observable } from '@apollo/client';
import { createCache } from '@prosa/dashboard/data-access';
import { provideApollo } from 'apollo-angular';
import { Subject } from 'rxjs';
import type { Conversation, Message } from './inbox.model';
import { InboxLive, type LabelEvent } from './live/inbox-live';
import type { Activity } from './thread/activity-line';

export type Asked = { readonly operation: string; readonly variables: Record<string, unknown> };

/** The real cache under a server made of a function; `asked` is every request that left. */
export function withServer(answer: (asked: Asked) => Record<string, unknown>): {
  asked: Asked[];
  conversations: Subject<Conversation>;
  messages: Subject<{ conversationId: string; message: Message }>;
} {
  const asked: Asked[] = [];
  const conversations = new Subject<Conversation>();
  const messages = new Subject<{ conversationId: string; message: Message }>();
  const link = new ApolloLink(({ operationName, variables }) => {
    const request = { operation: operationName ?? '', variables };
    asked.push(request);
    return new Observable((observer) => {
      queueMicrotask(() => {
        observer.next({ data: answer(request) });
        observer.complete();
      });
    });
  });
  TestBed.configureTestingModule({
    providers: [
      provideApollo(() => ({
        link,
        cache: createCache(),
        defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
      })),
      {
        provide: InboxLive,
        useValue: {
          memberId: signal('me'),
          ready: signal(true),
          start: async () => undefined,
          conversations,
          forgotten: new Subject<string>(),
          messages,
          labels: new Subject<LabelEvent>(),
          activities: new Subject<{ conversationId: string; activity: Activity }>(),
        },
      },
    ],
  });
  return { asked, conversations, messages };
}

/** Lets requests, cache broadcasts and effects run out. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) {
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
