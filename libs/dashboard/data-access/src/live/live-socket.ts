import { DOCUMENT, inject, Injectable, InjectionToken, signal } from '@angular/core';
import type { Client, ClientOptions, SubscribePayload } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { Subject } from 'rxjs';
import { reconnectDelay } from './reconnect-delay';

export type ConnectionState = 'idle' | 'live' | 'reconnecting' | 'offline';

/** Replaced in specs by a client without a network. */
export const CREATE_SOCKET_CLIENT = new InjectionToken<(options: ClientOptions) => Client>('CREATE_SOCKET_CLIENT', {
  providedIn: 'root',
  factory: () => createClient,
});

const PING_EVERY = 12_000;
const PONG_WITHIN = 5_000;
/** From the first byte to the server's welcome: a handshake that a dead network swallowed never ends by itself. */
const WELCOME_WITHIN = 8_000;
const OFFLINE_AFTER = 20_000;
const REFUSED = [4401, 4403];

const closeCode = (event: unknown): number | undefined =>
  typeof event === 'object' && event !== null && 'code' in event ? Number(event.code) : undefined;

/**
 * One WebSocket for the whole dashboard: open while someone is signed in, kept alive by pings, and re-opened for ever with
 * jittered waits that a tab waking up or a network coming back cut short.
 */
@Injectable({ providedIn: 'root' })
export class LiveSocket {
  private readonly document = inject(DOCUMENT);
  private readonly create = inject(CREATE_SOCKET_CLIENT);
  private readonly now = signal<ConnectionState>('idle');
  private readonly refusals = new Subject<void>();
  private readonly silences = new Subject<void>();
  private client: Client | undefined;
  private socket: WebSocket | undefined;
  private wake: (() => void) | undefined;
  private welcomeDeadline: ReturnType<typeof setTimeout> | undefined;
  private pongDeadline: ReturnType<typeof setTimeout> | undefined;
  private offlineDeadline: ReturnType<typeof setTimeout> | undefined;
  private restart: ReturnType<typeof setTimeout> | undefined;

  readonly state = this.now.asReadonly();
  /** The server refused this session (close code 4401 or 4403). */
  readonly rejected = this.refusals.asObservable();
  /** A connection that looked open answered nothing any more: what else is under way on this network is lost too. */
  readonly deaths = this.silences.asObservable();

  constructor() {
    const window = this.document.defaultView;
    window?.addEventListener('online', () => this.wakeUp());
    window?.addEventListener('offline', () => {
      if (this.client) this.now.set('offline');
    });
    this.document.addEventListener('visibilitychange', () => {
      if (this.document.visibilityState === 'visible') this.wakeUp();
    });
  }

  open(): void {
    if (this.client) return;
    clearTimeout(this.restart);
    this.lost();
    const client = this.create({
      url: () => `${location.origin.replace(/^http/, 'ws')}/graphql`,
      lazy: false,
      keepAlive: PING_EVERY,
      retryAttempts: Infinity,
      retryWait: (attempt) => this.wait(reconnectDelay(attempt)),
      shouldRetry: (event) => !REFUSED.includes(closeCode(event) ?? 0),
      onNonLazyError: () => this.startAgain(client),
      on: {
        connecting: () => this.expectWelcome(),
        connected: (socket) => this.connected(client, socket as WebSocket),
        ping: (received) => {
          if (!received) this.expectPong(client);
        },
        pong: (received) => {
          if (received) this.answered(client);
        },
        closed: (event) => this.closed(client, event),
      },
    });
    this.client = client;
  }

  close(): void {
    const client = this.client;
    this.client = undefined;
    for (const timer of [this.welcomeDeadline, this.pongDeadline, this.offlineDeadline, this.restart])
      clearTimeout(timer);
    this.wake?.();
    this.now.set('idle');
    void client?.dispose();
  }

  /** What the GraphQL link calls; a subscription without a session ends at once. */
  subscribe(payload: SubscribePayload, sink: Parameters<Client['subscribe']>[1]): () => void {
    if (this.client) return this.client.subscribe(payload, sink);
    sink.complete();
    return () => undefined;
  }

  private connected(client: Client, socket: WebSocket): void {
    if (client !== this.client) return;
    this.socket = socket;
    clearTimeout(this.welcomeDeadline);
    clearTimeout(this.offlineDeadline);
    this.offlineDeadline = undefined;
    this.now.set('live');
  }

  private closed(client: Client, event: unknown): void {
    if (client !== this.client) return;
    this.socket = undefined;
    clearTimeout(this.welcomeDeadline);
    clearTimeout(this.pongDeadline);
    if (REFUSED.includes(closeCode(event) ?? 0)) this.refusals.next();
    else this.lost();
  }

  private lost(): void {
    const offline = this.document.defaultView?.navigator.onLine === false;
    if (this.now() !== 'offline') this.now.set(offline ? 'offline' : 'reconnecting');
    this.offlineDeadline ??= setTimeout(() => {
      if (this.client && this.now() === 'reconnecting') this.now.set('offline');
    }, OFFLINE_AFTER);
  }

  /** The first attempt begins while the client is being made: it is named only when its time is over. */
  private expectWelcome(): void {
    clearTimeout(this.welcomeDeadline);
    this.welcomeDeadline = setTimeout(() => this.client?.terminate(), WELCOME_WITHIN);
  }

  /** A half-open connection never closes by itself: without an answer in time we end it and the client connects anew. */
  private expectPong(client: Client): void {
    clearTimeout(this.pongDeadline);
    this.pongDeadline = setTimeout(() => {
      client.terminate();
      this.silences.next();
    }, PONG_WITHIN);
  }

  private answered(client: Client): void {
    clearTimeout(this.pongDeadline);
    // The browser said that the network went and came, and the connection outlived it: nobody else will tell.
    if (client === this.client && this.socket && this.document.defaultView?.navigator.onLine !== false) {
      this.now.set('live');
    }
  }

  private wakeUp(): void {
    this.wake?.();
    const { client, socket } = this;
    if (!client || socket?.readyState !== WebSocket.OPEN) return;
    // Sleep may have killed the connection without a word: ask now instead of at the next ping.
    socket.send(JSON.stringify({ type: 'ping' }));
    this.expectPong(client);
  }

  private wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      const wake = () => done();
      this.wake = wake;
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
    });
  }

  /** The client gave up (the server closed with a code it calls fatal): a new one, unless the session is over. */
  private startAgain(client: Client): void {
    if (client !== this.client) return;
    this.client = undefined;
    this.restart = setTimeout(() => this.open(), reconnectDelay(4));
  }
}
