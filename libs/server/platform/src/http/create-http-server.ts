import type { Server } from 'node:http';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Platform, TenantContext } from '../context/context';
import { isMigrated } from '../database/migrate';
import { SharedSubscriptions, type Revalidate } from '../live/shared-subscriptions';
import { registerDashboard } from './dashboard';
import { registerGraphql } from './graphql-route';
import { attachWebSocket } from './ws-server';

export const SESSION_COOKIE = 'prosa_session';

/** What the door asks of the identity domain. */
export interface Doorkeeper {
  authenticate(credentials: { cookieToken: string | null; bearer: string | null; ip: string; userAgent: string | null }): Promise<TenantContext | null>;
  revalidate: Revalidate;
  onSessionEnded(tenant: TenantContext, ended: () => void): () => void;
}
export interface HttpOptions {
  schema: GraphQLSchema;
  doorkeeper: Doorkeeper;
  /** The built dashboard; null serves none. */
  dashboardDir: string | null;
  register?: (app: FastifyInstance) => void;
}
export interface HttpServer {
  app: FastifyInstance;
  shared: SharedSubscriptions;
  /** The port that it listens on. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

const SLOW_BODY_MS = 15_000;

/** The one door: GraphQL over HTTP, SSE and WebSocket, the domains' routes, health, metrics, and the dashboard for everything else. */
export async function createHttpServer(platform: Platform, options: HttpOptions): Promise<HttpServer> {
  const app = Fastify({
    logger: false,
    trustProxy: false,
    bodyLimit: 256 * 1024,
    requestTimeout: SLOW_BODY_MS,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200 },
  });
  const shared = new SharedSubscriptions(platform, options.doorkeeper.revalidate);
  let stopping = false;
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: contentSecurityPolicy(platform), crossOriginEmbedderPolicy: false });
  await app.register(compress, { global: true, encodings: ['br', 'gzip'], threshold: 1024, customTypes: /^(text\/(?!event-stream)|application\/(json|javascript|graphql-response\+json))/ });

  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const ready = !stopping && (await isMigrated(platform.db).catch(() => false));
    return reply.code(ready ? 200 : 503).send({ ready });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request)) return reply.code(404).send({ error: 'Not found' });
    return reply.type(platform.metrics.registry.contentType).send(await platform.metrics.registry.metrics());
  });
  options.register?.(app);
  registerGraphql(app, platform, { schema: options.schema, shared, doorkeeper: options.doorkeeper });
  if (options.dashboardDir) await registerDashboard(app, platform.config, options.dashboardDir);

  const server = app.server as Server;
  server.headersTimeout = SLOW_BODY_MS;
  const sockets = attachWebSocket(server, platform, options.schema, shared, {
    authenticate: (request, authorization) =>
      options.doorkeeper.authenticate({
        cookieToken: authorization ? null : (app.parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE] ?? null),
        bearer: bearerOf(authorization ?? undefined),
        ip: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? null,
      }),
    onSessionEnded: options.doorkeeper.onSessionEnded,
    allowsOrigin: (origin) => allowsOrigin(platform, origin),
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
      server.closeIdleConnections();
      await app.close();
    },
  };
}

export const bearerOf = (authorization: string | undefined): string | null => /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? null;

/** A page of our own; in development also the dev server's. A request without an origin carries no page's cookie by accident. */
export function allowsOrigin({ config }: Platform, origin: string | undefined): boolean {
  if (!origin) return true;
  if (origin === new URL(config.publicUrl).origin) return true;
  const host = new URL(origin).hostname;
  return !config.production && (host === 'localhost' || host === '127.0.0.1');
}

/** Metrics are for the machine itself, or for whoever has the operator's token. */
function mayReadMetrics(request: FastifyRequest): boolean {
  const token = process.env['METRICS_TOKEN'];
  if (token) return bearerOf(request.headers.authorization) === token;
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
}

function contentSecurityPolicy({ config }: Platform) {
  const secure = config.publicUrl.startsWith('https:');
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"], // Material sets styles from script
      imgSrc: ["'self'", 'data:', 'blob:', 'https://pps.whatsapp.net'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", secure ? 'wss:' : 'ws:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(secure && { upgradeInsecureRequests: [] }),
    },
  };
}
