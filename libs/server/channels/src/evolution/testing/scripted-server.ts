import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { restPair } from './captured';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}
type Answer = (response: ServerResponse, request: Received) => void;

/** A server on loopback that answers in the order it was told to; the last answer is repeated. Only for tests. */
export class ScriptedServer {
  readonly received: Received[] = [];
  private answers: Answer[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedServer> {
    const server = createServer();
    const scripted = new ScriptedServer(server);
    server.on(
      'request',
      (request: IncomingMessage, response: ServerResponse) => void scripted.serve(request, response),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forgets everything, then answers with these. */
  script(...answers: Answer[]): this {
    this.received.length = 0;
    this.answers = answers;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks).toString('utf8');
    const received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: sent === '' ? null : JSON.parse(sent),
    };
    this.received.push(received);
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    answer?.(response, received);
  }
}

export const json =
  (status: number, body: unknown): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
/** As the real server answered. */
export const captured = (name: string): Answer => json(restPair(name).response.status, restPair(name).response.body);
export const raw =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body);
/** Takes the request and never answers. */
export const silence: Answer = () => undefined;
/** Takes the request and breaks the connection. */
export const breakOff: Answer = (response) => response.socket?.resetAndDestroy();
