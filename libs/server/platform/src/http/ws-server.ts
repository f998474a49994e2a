import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { execute, specifiedRules, validate, type GraphQLError, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Platform, TenantContext } from '../context/context';
import type { GraphqlContext } from '../graphql/graphql-context';
import { accessError, graphqlError, publicError, publicResult } from '../graphql/graphql-errors';
import { SessionOver, type Delivery, type Revalidate, type SharedSubscriptions } from '../live/shared-subscriptions';
import type { KeyAllowance } from './key-allowance';
import { limitRule, parseLimited } from './limits';
import { mark } from './splice';
import { sessionOf, Tally } from './tally';
import { CLOSE_SESSION_OVER, serveSocket, type SocketState } from './ws-connection';

const LARGEST_MESSAGE = 64 * 1024;
const MOST_SUBSCRIPTIONS = 50;
const INIT_WAIT_MS = 5_000;
/** Sockets that have not said yet who they are, of all addresses: behind a proxy there is but one. */
const MOST_UNDECIDED = 2_000;
const MOST_PER_SESSION = 2_000;
const CLOSING_MS = 2_000;

export interface SocketAuth {
  /** The caller by the cookie of the upgrade request or by `connectionParams.authorization`; null for a stranger. */
  authenticate(request: IncomingMessage, authorization: string | null): Promise<TenantContext | null>;
  /** Where the socket comes from. */
  addressOf(request: IncomingMessage): string;
  /** Whether a browser page of this origin may connect with a cookie. */
  allowsOrigin(request: IncomingMessage): boolean;
  /** Tells when the session ends; returns how to stop listening. */
  onSessionEnded(tenant: TenantContext, ended: () => void): () => void;
  revalidate: Revalidate;
  allowance: KeyAllowance;
}
export interface Sockets {
  count(): number;
  close(): Promise<void>;
}
type Asked = { query: string; operationName?: string | null; variables?: Record<string, unknown> | null };

/** graphql-transport-ws at `/graphql`: authenticated in `connection_init`, pinged, closed when its session ends. */
export function attachWebSocket(server: Server, platform: Platform, schema: GraphQLSchema, shared: SharedSubscriptions, auth: SocketAuth): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, handleProtocols: (offered) => (offered.has('graphql-transport-ws') ? 'graphql-transport-ws' : false) });
  const perSession = new Tally();
  let undecided = 0;

  const protocol = makeServer<Record<string, unknown>, SocketState>({
    schema,
    connectionInitWaitTimeout: INIT_WAIT_MS,
    onConnect: async ({ connectionParams, extra }) => {
      const given = connectionParams?.['authorization'];
      const authorization = typeof given === 'string' ? given : null;
      if (authorization || auth.allowsOrigin(extra.request)) extra.tenant = await auth.authenticate(extra.request, authorization);
      extra.decided();
      if (!extra.tenant) return false;
      return perSession.of(sessionOf(extra.tenant)) < MOST_PER_SESSION;
    },
    onSubscribe: ({ extra, subscriptions }, _id, payload) => {
      if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [graphqlError('TOO_COMPLEX', `More than ${MOST_SUBSCRIPTIONS} operations at once on one socket.`)];
      try {
        if (extra.tenant) auth.allowance.take(extra.tenant);
      } catch (error) {
        return [publicError(platform.logger, error)];
      }
      return prepare(platform, schema, { tenant: extra.tenant, request: { ip: auth.addressOf(extra.request), userAgent: extra.request.headers['user-agent'] ?? null } }, payload);
    },
    execute: ((args: ExecutionArgs) => runOnce(platform, auth.revalidate, args)) as never,
    subscribe: ((args: ExecutionArgs) => shared.subscribe(args)) as never,
    onNext: (_ctx, _id, _payload, _args, result) => {
      const { json } = result as Partial<Delivery>;
      return json === undefined ? undefined : (mark(json) as never);
    },
    onError: ({ extra }, _id, _payload, errors) => {
      const over = (errors as readonly GraphQLError[]).some(({ originalError }) => originalError instanceof SessionOver);
      if (over) extra.close(CLOSE_SESSION_OVER, 'Session over');
      return over ? undefined : (errors as readonly GraphQLError[]).map((error) => publicError(platform.logger, error).toJSON());
    },
  });

  const onMember = (tenant: TenantContext, state: SocketState) => {
    const uncount = perSession.add(sessionOf(tenant));
    const silence = auth.onSessionEnded(tenant, () => state.close(CLOSE_SESSION_OVER, 'Session over'));
    return () => {
      uncount();
      silence();
    };
  };
  const onOpen = (socket: WebSocket, request: IncomingMessage) => {
    let counted = true;
    undecided += 1;
    const decided = () => {
      if (counted) undecided -= 1;
      counted = false;
    };
    serveSocket(platform, protocol, socket, request, { onMember, decided });
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/graphql') return refuse(socket, '404 Not Found');
    if (undecided >= MOST_UNDECIDED) return refuse(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, onOpen);
  };
  server.on('upgrade', onUpgrade);
  return {
    count: () => sockets.clients.size,
    close: async () => {
      server.off('upgrade', onUpgrade);
      server.on('upgrade', (_request, socket: Duplex) => refuse(socket, '503 Service Unavailable'));
      for (const socket of sockets.clients) socket.close(1001, 'Going away');
      const cut = platform.clock.after(CLOSING_MS, () => sockets.clients.forEach((socket) => socket.terminate()));
      await new Promise<void>((done) => sockets.close(() => done()));
      cut.cancel();
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function prepare(platform: Platform, schema: GraphQLSchema, caller: Pick<GraphqlContext, 'tenant' | 'request'>, asked: Asked): ExecutionArgs | readonly GraphQLError[] {
  let document;
  try {
    document = parseLimited(asked.query);
  } catch (error) {
    return [publicError(platform.logger, error)];
  }
  const errors = validate(schema, document, [...specifiedRules, limitRule], { maxErrors: 5 });
  if (errors.length > 0) return errors;
  const contextValue: GraphqlContext = { ...caller, platform, setSession: () => undefined, loaders: new Map() };
  return { schema, document, operationName: asked.operationName, variableValues: asked.variables ?? undefined, contextValue };
}

/** A query or mutation. A socket lives long: the rights of its operation are those of now, not of when it was opened. */
async function runOnce(platform: Platform, revalidate: Revalidate, args: ExecutionArgs): Promise<ExecutionResult> {
  const context = args.contextValue as GraphqlContext;
  const tenant = context.tenant && (await revalidate(context.tenant));
  if (!tenant) return { errors: [accessError(false)] };
  return publicResult(platform.logger, await execute({ ...args, contextValue: { ...context, tenant } }));
}
