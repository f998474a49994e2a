import { request, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { Following, type Delivered } from '../testing';

/** A subscription by server-sent events. */
export class EventStream extends Following {
  keptAlive = 0;
  private rest = '';

  private constructor(
    private readonly asked: ClientRequest,
    readonly headers: IncomingHttpHeaders,
  ) {
    super(() => asked.destroy());
  }

  static open(url: string, token: string | null, query: string, variables: object): Promise<EventStream> {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'accept-encoding': 'gzip, br', ...(token && { authorization: `Bearer ${token}` }) };
    return new Promise((resolve, reject) => {
      const asked = request(`${url}/graphql`, { method: 'POST', headers, agent: false }, (response) => {
        const stream = new EventStream(asked, response.headers);
        response.setEncoding('utf8').on('data', (chunk: string) => stream.read(chunk));
        response.on('error', () => undefined);
        response.on('close', () => stream.finish([{ code: 'CUT' }]));
        resolve(stream);
      });
      asked.on('error', reject);
      asked.end(JSON.stringify({ query, variables }));
    });
  }

  close(): void {
    this.asked.destroy();
  }

  private read(chunk: string): void {
    const messages = (this.rest + chunk).split('\n\n');
    this.rest = messages.pop() as string;
    for (const message of messages) {
      if (message.startsWith(':')) this.keptAlive += 1;
      const [, name, data] = /event: (\w+)\ndata: ?(.*)$/s.exec(message) ?? [];
      if (name === 'complete') this.finish('complete');
      if (name === 'next') this.told(JSON.parse(data as string) as Delivered);
    }
  }

  /** Errors without data end a subscription. */
  private told(delivered: Delivered): void {
    if (delivered.errors && !delivered.data) this.finish(delivered.errors.map(({ extensions }) => ({ code: extensions.code })));
    else this.take(delivered);
  }
}
