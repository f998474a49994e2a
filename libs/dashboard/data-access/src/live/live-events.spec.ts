import { TestBed } from '@angular/core/testing';
import type { TypedDocumentNode } from '@apollo/client';
import { ApolloLink, gql, Observable } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { provideApollo } from 'apollo-angular';
import type { Client, Sink, SubscribePayload } from 'graphql-ws';
import { createCache } from '../graphql/cache';
import { ResumableLink } from '../graphql/resumable-link';
import { SessionStore } from '../session/session-store';
import { LiveEvents } from './live-events';
import { CREATE_SOCKET_CLIENT } from './live-socket';

const EVENTS = gql`
  subscription Events($after: EventCursor) {
    events(after: $after) {
      cursor
      type
    }
  }
` as TypedDocumentNode<{ events: { cursor: string; type: string } }, { after?: string | null }>;

/** A socket whose wire the spec holds: it sees what would be sent each time, and says what comes back. */
class FakeWire {
  readonly operations: { payload: SubscribePayload; sink: Sink }[] = [];
  readonly client = {
    subscribe: (payload: SubscribePayload, sink: Sink) => {
      this.operations.push({ payload, sink });
      return () => undefined;
    },
    dispose: () => undefined,
    terminate: () => undefined,
    on: () => () => undefined,
  } as unknown as Client;
  get last() {
    const operation = this.operations.at(-1);
    if (!operation) throw new Error('Nothing was subscribed');
    return operation;
  }
  /** What goes over the wire now: the socket client serialises anew after every reconnect. */
  sent(): { after: string } {
    return JSON.parse(JSON.stringify(this.last.payload.variables)) as { after: string };
  }
  event(cursor: string): void {
    this.last.sink.next({ data: { events: { __typename: 'EntityEvent', cursor, type: 'AGENT_CHANGED' } } });
  }
}

describe('LiveEvents', () => {
  let wire: FakeWire;
  let asked: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    wire = new FakeWire();
    asked = [];
    TestBed.configureTestingModule({
      providers: [
        { provide: CREATE_SOCKET_CLIENT, useValue: () => wire.client },
        provideApollo(() => ({
          cache: createCache(),
          link: ApolloLink.split(
            ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
            new ResumableLink(wire.client),
            new ApolloLink(({ operationName }) => {
              asked.push(operationName ?? '');
              return new Observable((observer) => {
                observer.next({ data: { eventCursor: '90' } });
                observer.complete();
              });
            }),
          ),
        })),
      ],
    });
    TestBed.inject(SessionStore).enter({ user: { locale: 'en' }, permissions: [] } as never);
  });
  afterEach(() => jest.useRealTimers());

  const follow = () => {
    const seen: string[] = [];
    const subscription = TestBed.inject(LiveEvents)
      .follow(EVENTS, { after: '10' })
      .subscribe(({ events }) => seen.push(events.cursor));
    return { seen, subscription };
  };

  it('starts at the cursor that was read with the data', () => {
    follow();
    expect(wire.sent()).toEqual({ after: '10' });
  });

  it('asks only for what came after the last event when the socket sends the operation again', () => {
    const { seen } = follow();
    wire.event('11');
    wire.event('15');
    expect(seen).toEqual(['11', '15']);
    expect(wire.operations).toHaveLength(1);
    expect(wire.sent()).toEqual({ after: '15' });
  });

  it('keeps a cursor for each follower', () => {
    follow();
    const first = wire.last;
    wire.event('11');
    follow();
    wire.event('12');
    expect(JSON.parse(JSON.stringify(first.payload.variables))).toEqual({ after: '11' });
    expect(wire.sent()).toEqual({ after: '12' });
  });

  it('goes on from its cursor when the server ends the subscription', async () => {
    follow();
    wire.event('11');
    wire.last.sink.complete();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(wire.operations).toHaveLength(2);
    expect(wire.sent()).toEqual({ after: '11' });
  });

  it('reads everything again when the log has forgotten its cursor, then follows from the new head', async () => {
    const resynced = jest.fn();
    TestBed.inject(LiveEvents).resynced.subscribe(resynced);
    const { seen } = follow();
    wire.last.sink.error([{ message: 'gone', extensions: { code: 'CURSOR_EXPIRED' } }] as never);
    await jest.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(['EventCursor']);
    expect(resynced).toHaveBeenCalledTimes(1);
    expect(wire.operations).toHaveLength(2);
    expect(wire.sent()).toEqual({ after: '90' });
    wire.event('91');
    expect(seen).toEqual(['91']);
  });

  it('waits and tries again after any other failure, without losing its place', async () => {
    follow();
    wire.event('11');
    wire.last.sink.error([{ message: 'boom', extensions: { code: 'INTERNAL' } }] as never);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(wire.operations).toHaveLength(2);
    expect(wire.sent()).toEqual({ after: '11' });
  });

  it('ends with the session', async () => {
    const { subscription } = follow();
    await TestBed.inject(SessionStore).signOut();
    expect(subscription.closed).toBe(true);
  });
});
