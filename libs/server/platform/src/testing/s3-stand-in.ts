import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
}

/** Just enough of the S3 protocol, by path: objects, ranges, parts. Refuses what is not signed. Only for tests. */
export class S3StandIn {
  readonly objects = new Map<string, Buffer>();
  readonly calls: S3Call[] = [];
  /** Uploads in parts that are not finished, by id. */
  readonly open = new Map<string, Map<number, Buffer>>();
  /** The next so many calls are answered like a server in trouble. */
  failures = 0;
  private uploads = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<S3StandIn> {
    const server = createServer();
    const standIn = new S3StandIn(server);
    server.on('request', (request, response) => void standIn.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://host');
    const { method = '', headers } = request;
    this.calls.push({ method, path, query, headers });
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // the sender went away
    }
    const say = (status: number, body = '', more: Record<string, string> = {}) =>
      response.writeHead(status, more).end(body);
    if (
      !/^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-1\/s3\/aws4_request, .*Signature=[0-9a-f]{64}$/.test(
        headers.authorization ?? '',
      )
    )
      return void say(403, '<Error><Code>AccessDenied</Code></Error>');
    if (this.failures > 0) {
      this.failures -= 1;
      return void say(503, '<Error><Code>SlowDown</Code></Error>');
    }
    const body = unchunked(Buffer.concat(chunks), headers);
    const id = query.get('uploadId') ?? '';
    switch (method) {
      case 'POST':
        return void (query.has('uploads') ? this.begin(path, say) : this.complete(path, id, say));
      case 'PUT':
        if (id) this.open.get(id)?.set(Number(query.get('partNumber')), body);
        else this.objects.set(path, body);
        return void say(200, '', { etag: `"${body.length}"` });
      case 'DELETE':
        if (id) this.open.delete(id);
        else this.objects.delete(path);
        return void say(204);
      default:
        return this.give(path, method, headers.range, response, say);
    }
  }

  private begin(path: string, say: (status: number, body: string) => unknown): void {
    const id = `upload-${++this.uploads}`;
    this.open.set(id, new Map());
    say(
      200,
      `<InitiateMultipartUploadResult><Key>${path}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  }

  private complete(path: string, id: string, say: (status: number, body: string) => unknown): void {
    const parts = [...(this.open.get(id) ?? [])].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    this.objects.set(path, Buffer.concat(parts));
    this.open.delete(id);
    say(200, `<CompleteMultipartUploadResult><ETag>"whole"</ETag></CompleteMultipartUploadResult>`);
  }

  private give(
    path: string,
    method: string,
    range: string | undefined,
    response: ServerResponse,
    say: (status: number) => unknown,
  ): void {
    const object = this.objects.get(path);
    if (!object) return void say(404);
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const bytes = start === undefined ? object : object.subarray(Number(start), Number(end) + 1);
    response.writeHead(start === undefined ? 200 : 206, { 'content-length': bytes.length });
    response.end(method === 'HEAD' ? undefined : bytes);
  }
}

/** A signed stream comes in pieces, each behind a line with its length. */
function unchunked(body: Buffer, headers: IncomingMessage['headers']): Buffer {
  if (!/aws-chunked/.test(headers['content-encoding'] ?? '')) return body;
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf('\r\n', at);
    const length = parseInt(body.toString('latin1', at, end), 16);
    if (!length) break;
    pieces.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return Buffer.concat(pieces);
}
