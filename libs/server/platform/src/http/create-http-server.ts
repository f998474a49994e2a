import type { Server } from 'node:http';
import type { BlockList } from 'node:net';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Platform, TenantContext } from '../context/context';
import { isMigrated } from '../database/migrate';
import { SharedSubscriptions } from '../live/shared-subscriptions';
import { addressList, clientAddress } from './client-address';
import { registerDashboard } from './dashboard';
import { bearerOf, SESSION_COOKIE, type Doorkeeper } from './doorkeeper';
import { registerGraphql } from './graphql-route';
import { KeyAllowance } from './key-allowance';
import { mayReadMetrics } from './metrics-door';
import { allowsOrigin, contentSecurityPolicy } from './origins';
import { attachWebSocket } from './ws-server';

export interface HttpOptions {
  schema: GraphQLSchema;
  doorkeeper: Doorkeeper;
  /** The built dashboard; null serves none. */
  dashboardDir: string | null;
  /** The domains' own routes: webhooks. */
  register?: (app: FastifyInstance) => void;
  /** The domains' own routes for people who have signed in, with a page's security headers. */
  registerPages?: (pages: FastifyInstance, callerOf: (request: FastifyRequest) => Promise<TenantContext | null>) => void;
}
export interface HttpServer {
  app: FastifyInstance;
  shared: SharedSubscriptions;
  /** The port that it listens on. */
  listen(): Promise<number>;
  /** Answers what has begun, for a few seconds at most; long-lived connections are closed at once. */
  close(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes large bodies, and looks after their pace itself. */
    slowBody?: boolean;
  }
}

const SLOW_BODY_MS = 15_000;
/** The longest that any request may take to come in: a file over a slow line. */
const LONGEST_BODY_MS = 15 * 60_000;
const LATE_LOOK_MS = 5_000;
/** What has not been answered in this time when stopping is cut. */
const GRACE_MS = 5_000;

/** The one door: GraphQL over HTTP, SSE and WebSocket, the domains' routes, health, metrics, and the dashboard for everything else. */
export async function createHttpServer(platform: Platform, options: HttpOptions): Promise<HttpServer> {
  const proxies = addressList(platform.config.trustedProxies) as BlockList;
  const addressOf = (request: Parameters<typeof clientAddress>[1]) => clientAddress(proxies, request);
  const app = Fastify({
    logger: false,
    trustProxy: false, // `addressOf` is for HTTP and sockets alike
    bodyLimit: 256 * 1024,
    requestTimeout: LONGEST_BODY_MS,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: SLOW_BODY_MS, connectionsCheckingInterval: LATE_LOOK_MS },
    routerOptions: { maxParamLength: 200 },
  });
  const { schema, doorkeeper } = options;
  const shared = new SharedSubscriptions(platform, doorkeeper.revalidate);
  const allowance = new KeyAllowance(platform.clock, platform.config.operationsPerKey);
  const openSockets = platform.metrics.gauge('prosa_sockets', 'Open WebSockets');
  const running = platform.metrics.gauge('prosa_subscriptions', 'Subscriptions that run, by WebSocket or SSE');
  let stopping = false;
  tellErrors(app, platform);
  cutSlowBodies(app, platform);
  app.addHook('onSend', async (_request, reply) => void (stopping && reply.header('connection', 'close'))); // or its client keeps us waiting
  options.register?.(app);
  // The webhooks are many: cookies, security headers and compression stay away from them.
  await app.register(async (pages) => {
    await pages.register(cookie);
    await pages.register(helmet, { contentSecurityPolicy: contentSecurityPolicy(platform), crossOriginEmbedderPolicy: false });
    await pages.register(compress, { global: true, encodings: ['br', 'gzip'], threshold: 1024, customTypes: /^(text\/(?!event-stream)|application\/(json|javascript|graphql-response\+json))/ });
    pages.get('/healthz', async () => ({ ok: true }));
    pages.get('/readyz', async (_request, reply) => {
      const ready = !stopping && (await isMigrated(platform.db).catch(() => false));
      return reply.code(ready ? 200 : 503).send({ ready });
    });
    pages.get('/metrics', async (request, reply) => {
      if (!mayReadMetrics(platform, request)) return reply.code(404).send({ error: 'Not found' });
      openSockets.set(sockets.count());
      running.set(shared.held.subscriptions);
      return reply.type(platform.metrics.registry.contentType).send(await platform.metrics.registry.metrics());
    });
    registerGraphql(pages, platform, { schema, shared, doorkeeper, allowance, addressOf });
    options.registerPages?.(pages, (request) => {
      const bearer = bearerOf(request.headers.authorization);
      const cookieToken = bearer ? null : (request.cookies[SESSION_COOKIE] ?? null);
      return doorkeeper.authenticate({ cookieToken, bearer, ip: addressOf(request.raw), userAgent: request.headers['user-agent'] ?? null });
    });
    if (options.dashboardDir) await registerDashboard(pages, platform.config, options.dashboardDir);
  });

  const server = app.server as Server;
  const sockets = attachWebSocket(server, platform, schema, shared, {
    authenticate: (request, authorization) =>
      doorkeeper.authenticate({
        cookieToken: authorization ? null : (cookie.parse(request.headers.cookie ?? '')[SESSION_COOKIE] ?? null),
        bearer: bearerOf(authorization ?? undefined),
        ip: addressOf(request),
        userAgent: request.headers['user-agent'] ?? null,
      }),
    addressOf,
    allowance,
    allowsOrigin: (request) => allowsOrigin(platform.config, request),
    onSessionEnded: doorkeeper.onSessionEnded,
    revalidate: doorkeeper.revalidate,
  });
  return {
    app,
    shared,
    listen: async () => {
      await app.listen({ port: platform.config.port, host: platform.config.host });
      return (server.address() as { port: number }).port;
    },
    close: async () => {
      stopping = true;
      await sockets.close();
      const cut = platform.clock.after(GRACE_MS, () => server.closeAllConnections());
      await app.close();
      cut.cancel();
      await shared.close();
    },
  };
}

/** What a caller did wrong is told; what went wrong here is logged, and told no further. */
function tellErrors(app: FastifyInstance, { logger }: Platform): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    const left = error.code === 'ERR_STREAM_PREMATURE_CLOSE'; // the caller has gone: nobody must act
    if (status >= 500 && !left) logger.error({ err: error, method: request.method, route: request.routeOptions.url }, 'a request failed');
    return reply.code(status).send({ error: status >= 500 ? 'Something went wrong on our side.' : error.message });
  });
}

/** Who sends a body by drops holds a connection for nothing: the routes for files have a measure of their own. */
function cutSlowBodies(app: FastifyInstance, { clock }: Platform): void {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    const { headers, socket } = raw;
    if (routeOptions.config?.slowBody || raw.complete || !(headers['content-length'] ?? headers['transfer-encoding'])) return;
    const cut = clock.after(SLOW_BODY_MS, () => {
      if (raw.complete || socket.destroyed) return;
      socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
      socket.destroy();
    });
    raw.once('end', () => cut.cancel()).once('close', () => cut.cancel());
  });
}
