import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { GraphQLError, parse, specifiedRules, validate, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { makeServer, type Context as WsContext } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Platform, TenantContext } from '../context/context';
import type { GraphqlContext } from '../graphql/graphql-context';
import { SessionOver, type Delivery, type SharedSubscriptions } from '../live/shared-subscriptions';
import { limitRule } from './limits';

const LARGEST_MESSAGE = 64 * 1024;
const MOST_SUBSCRIPTIONS = 50;
const PING_MS = 12_000;
/** A consumer that is this many bytes behind is cut off; it resumes from its cursor. */
const MOST_BUFFERED = 4 * 1024 * 1024;
/** Deliveries wait for the socket from here on. */
const HIGH_WATER = 256 * 1024;

export const CLOSE_SESSION_OVER = 4403;
const CLOSE_TOO_SLOW = 1013;

export interface SocketAuth {
  /** The caller by the cookie of the upgrade request or by `connectionParams.authorization`; null for a stranger. */
  authenticate(request: IncomingMessage, authorization: string | null): Promise<TenantContext | null>;
  /** Tells when the session ends; returns how to stop listening. */
  onSessionEnded(tenant: TenantContext, ended: () => void): () => void;
  /** Whether a browser page of this origin may connect with a cookie. */
  allowsOrigin(origin: string | undefined): boolean;
}

interface Extra {
  request: IncomingMessage;
  tenant: TenantContext | null;
}
/** Marks a payload that is to be replaced by its JSON text on the way out. Random per process: nobody can write it into a message. */
const MARK = `spliced-${randomBytes(16).toString('hex')}-`;

/** graphql-transport-ws at `/graphql`: authenticated in `connection_init`, pinged, closed when its session ends. */
export function attachWebSocket(server: Server, platform: Platform, schema: GraphQLSchema, shared: SharedSubscriptions, auth: SocketAuth): { close(): Promise<void>; count(): number } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, handleProtocols: (offered) => (offered.has('graphql-transport-ws') ? 'graphql-transport-ws' : false) });
  const protocol = makeServer<Record<string, unknown>, Extra>({
    schema,
    connectionInitWaitTimeout: 5_000,
    onConnect: async (ctx) => {
      const given = ctx.connectionParams?.['authorization'];
      const { request } = ctx.extra;
      const authorization = typeof given === 'string' ? given : null;
      if (!authorization && !auth.allowsOrigin(request.headers.origin)) return false;
      ctx.extra.tenant = await auth.authenticate(request, authorization);
      return ctx.extra.tenant !== null;
    },
    onSubscribe: (ctx, _id, payload) => prepare(platform, schema, ctx, payload),
    subscribe: ((args: ExecutionArgs) => shared.subscribe(args)) as never,
    onNext: (_ctx, _id, _payload, _args, result) => mark(result as never as Delivery | object) as never,
  });

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => serve(platform, protocol, auth, socket, request));
  const onUpgrade = (request: IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://host').pathname !== '/graphql') return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  };
  server.on('upgrade', onUpgrade);
  return {
    count: () => sockets.clients.size,
    close: async () => {
      server.off('upgrade', onUpgrade);
      for (const socket of sockets.clients) socket.close(1001, 'Going away');
      await new Promise<void>((done) => sockets.close(() => done()));
    },
  };
}

const MARKED = `{"data":"${MARK}`;
const texts = new Map<number, string>();
let nextText = 0;

function mark(result: Delivery | object): object | undefined {
  if (!('json' in result) || typeof result.json !== 'string') return undefined;
  const number = nextText++;
  texts.set(number, result.json);
  return { data: `${MARK}${number}` };
}

function splice(message: string): string {
  const at = message.indexOf(MARKED);
  if (at < 0) return message;
  const end = message.indexOf('"}', at + MARKED.length);
  const number = Number(message.slice(at + MARKED.length, end));
  const json = texts.get(number) ?? '{"data":null}';
  texts.delete(number);
  return message.slice(0, at) + json + message.slice(end + 2);
}

function prepare(platform: Platform, schema: GraphQLSchema, ctx: WsContext<Record<string, unknown>, Extra>, payload: { query: string; operationName?: string | null; variables?: Record<string, unknown> | null }): ExecutionArgs | readonly GraphQLError[] {
  if (Object.keys(ctx.subscriptions).length > MOST_SUBSCRIPTIONS) {
    return [new GraphQLError('Too many subscriptions on one socket.', { extensions: { code: 'TOO_COMPLEX' } })];
  }
  let document;
  try {
    document = parse(payload.query, { maxTokens: 2_000 });
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('This is no GraphQL document.')];
  }
  const errors = validate(schema, document, [...specifiedRules, limitRule], { maxErrors: 5 });
  if (errors.length > 0) return errors;
  const contextValue: GraphqlContext = {
    platform,
    tenant: ctx.extra.tenant,
    request: { ip: ctx.extra.request.socket.remoteAddress ?? '', userAgent: ctx.extra.request.headers['user-agent'] ?? null },
    setSession: () => undefined,
    loaders: new Map(),
  };
  return { schema, document, operationName: payload.operationName, variableValues: payload.variables ?? undefined, contextValue };
}

function serve(platform: Platform, protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>, auth: SocketAuth, socket: WebSocket, request: IncomingMessage): void {
  const extra: Extra = { request, tenant: null };
  let silence: (() => void) | null = null;
  let alive = true;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise<void>((done, fail) => {
          if (socket.bufferedAmount > MOST_BUFFERED) socket.close(CLOSE_TOO_SLOW, 'Too slow');
          const behind = socket.bufferedAmount > HIGH_WATER;
          socket.send(splice(data), (error) => (error ? fail(error) : behind && done()));
          if (!behind) done();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', async (data) => {
          try {
            await take(String(data));
          } catch (error) {
            if (error instanceof SessionOver) return void socket.close(CLOSE_SESSION_OVER, 'Session over');
            platform.logger.error({ err: error }, 'a socket failed');
            socket.close(1011, 'Internal error');
          }
          if (extra.tenant && !silence) silence = auth.onSessionEnded(extra.tenant, () => socket.close(CLOSE_SESSION_OVER, 'Session over'));
        }),
    },
    extra,
  );
  const ping = () => {
    if (socket.readyState !== socket.OPEN) return;
    if (!alive) return void socket.terminate(); // half-open: the last ping was never answered
    alive = false;
    socket.ping();
    timer = platform.clock.after(PING_MS, ping);
  };
  let timer = platform.clock.after(PING_MS, ping);
  socket.on('pong', () => (alive = true));
  socket.on('error', () => socket.terminate());
  socket.on('close', (code, reason) => {
    timer.cancel();
    silence?.();
    void closed(code, String(reason));
  });
}
