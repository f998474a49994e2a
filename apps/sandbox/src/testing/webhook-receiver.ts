import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: { event: string; data: unknown } & Record<string, unknown>;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What the next requests are answered with; 200 once these are used up. `null`: no answer at all. */
  answers: ({ status: number; headers?: Record<string, string> } | null)[];
  /** Until that many requests came. */
  count(wanted: number): Promise<Received[]>;
  of(event: string): Received[];
  close(): Promise<void>;
}

/** Somebody who is told by webhook. */
export async function webhookReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: Receiver['answers'] = [];
  let waiting: { wanted: number; go: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, raw, body: raw ? JSON.parse(raw) : null });
      const answer = answers.length > 0 ? answers.shift() : { status: 200 };
      if (answer) response.writeHead(answer.status, answer.headers).end();
      for (const one of waiting.filter(({ wanted }) => received.length >= wanted)) one.go();
      waiting = waiting.filter(({ wanted }) => received.length < wanted);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers,
    count: async (wanted) => {
      if (received.length < wanted) await new Promise<void>((go) => waiting.push({ wanted, go }));
      return received;
    },
    of: (event) => received.filter(({ body }) => body?.event === event),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
