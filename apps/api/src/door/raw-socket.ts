import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A socket without a client's manners: what a browser page, a broken client or an attacker may send. */
export class RawSocket {
  readonly received: Record<string, unknown>[] = [];
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    this.closed = once(socket, 'close').then(([code]) => code as number);
    socket.on('message', (data) => this.received.push(JSON.parse(String(data))));
    socket.on('error', () => undefined);
  }

  static async open(url: string, headers: Record<string, string> = {}, options: { protocol?: string; autoPong?: boolean } = {}): Promise<RawSocket> {
    const { protocol = 'graphql-transport-ws', ...rest } = options;
    const raw = new RawSocket(new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, protocol || [], { headers, ...rest }));
    await once(raw.socket, 'open');
    return raw;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Sends `connection_init`; `connection_ack`, or the code that it was closed with. */
  async init(payload?: object): Promise<string | number> {
    this.send({ type: 'connection_init', ...(payload && { payload }) });
    const first = once(this.socket, 'message').then(([data]) => JSON.parse(String(data)).type as string);
    return Promise.race([first, this.closed]);
  }
}
