import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Data } from './start-product';

export interface Delivered {
  data: Data;
  errors?: { message: string; extensions: { code: string } }[];
}

/** One subscription, with everything that it delivered. */
export class Following {
  /** In order, also what `next` has already handed out. */
  readonly delivered: Delivered[] = [];
  /** `complete`, or the errors that ended it; null while it runs. */
  ended: { code: string }[] | 'complete' | null = null;
  private handedOut = 0;
  private waiting: (() => void)[] = [];

  constructor(readonly stop: () => void) {}

  /** The next delivery (that `wanted` accepts: what it does not is passed over). Rejects when the subscription ends first. */
  async next(wanted: (delivered: Delivered) => boolean = () => true): Promise<Delivered> {
    for (;;) {
      while (this.handedOut < this.delivered.length) {
        const delivered = this.delivered[this.handedOut++] as Delivered;
        if (wanted(delivered)) return delivered;
      }
      if (this.ended) throw new Error(`The subscription ended: ${JSON.stringify(this.ended)}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Resolves with how it ended. */
  async end(): Promise<NonNullable<Following['ended']>> {
    while (!this.ended) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.ended;
  }

  /** @internal */
  take(delivered: Delivered): void {
    this.delivered.push(delivered);
    this.wake();
  }
  /** @internal */
  finish(how: NonNullable<Following['ended']>): void {
    this.ended ??= how;
    this.wake();
  }
  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** A graphql-ws client on one socket that never reconnects by itself. */
export class GraphqlSocket {
  /** The code that the server closed it with. */
  readonly closed: Promise<number>;

  private constructor(
    private readonly client: Client,
    closed: Promise<number>,
  ) {
    this.closed = closed;
  }

  static async open(url: string, token: string | null): Promise<GraphqlSocket> {
    let close: (code: number) => void;
    const closed = new Promise<number>((resolve) => (close = resolve));
    const client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: () => undefined,
      ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
    });
    client.on('closed', (event) => close((event as { code: number }).code));
    await new Promise<void>((resolve, reject) => {
      client.on('connected', () => resolve());
      void closed.then((code) => reject(new Error(`The socket was closed: ${code}`)));
    });
    return new GraphqlSocket(client, closed);
  }

  subscribe(query: string, variables: object = {}): Following {
    const following: Following = new Following(() => unsubscribe());
    const unsubscribe = this.client.subscribe(
      { query, variables: variables as Record<string, unknown> },
      {
        next: (delivered) => following.take(delivered as Delivered),
        error: (error) =>
          following.finish(
            Array.isArray(error)
              ? error.map(({ extensions }) => ({ code: String(extensions?.['code']) }))
              : [{ code: 'SOCKET' }],
          ),
        complete: () => following.finish('complete'),
      },
    );
    return following;
  }

  close(): void {
    void this.client.dispose();
  }
}
