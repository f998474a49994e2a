import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { NoSchemaIntrospectionCustomRule, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga';
import { CSRF_HEADER } from '@prosa/shared/contracts';
import type { Platform, TenantContext } from '../context/context';
import { RateLimited } from '../context/problems';
import type { GraphqlContext } from '../graphql/graphql-context';
import { accessError, publicError, publicResult } from '../graphql/graphql-errors';
import { tooComplex } from '../graphql/complexity';
import { Endable } from '../live/endable';
import { SessionOver, type Delivery, type SharedSubscriptions } from '../live/shared-subscriptions';
import { API_KEY_PREFIX, bearerOf, SESSION_COOKIE, type Doorkeeper } from './doorkeeper';
import type { KeyAllowance } from './key-allowance';
import { limitRule, parseLimited } from './limits';
import { sessionOf, Tally } from './tally';

interface Incoming {
  device: GraphqlContext['request'];
  reply: FastifyReply;
  tenant: TenantContext | null;
}
const MOST_STREAMS = 100;
const MONTH_SECONDS = 30 * 24 * 60 * 60;
const GRAPHIQL = 'https://unpkg.com';
const GRAPHIQL_POLICY = `default-src 'self'; script-src 'unsafe-inline' ${GRAPHIQL}; style-src 'unsafe-inline' ${GRAPHIQL}; font-src data: ${GRAPHIQL}; img-src * data:; connect-src 'self' ws: ${GRAPHIQL}; worker-src blob:; frame-ancestors 'none'`;

/** `/graphql`: POST of JSON, SSE for subscriptions, GraphiQL on GET while developing. Everything else that Yoga would take is refused. */
export function registerGraphql(
  app: FastifyInstance,
  platform: Platform,
  { schema, shared, doorkeeper, allowance, addressOf }: { schema: GraphQLSchema; shared: SharedSubscriptions; doorkeeper: Doorkeeper; allowance: KeyAllowance; addressOf: (request: IncomingMessage) => string },
): void {
  const { production } = platform.config;
  const yoga = createYoga<Incoming>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: production ? false : { title: 'Prosa API', subscriptionsProtocol: 'WS', headers: `{"${CSRF_HEADER}": "1"}` },
    batching: false,
    cors: false,
    multipart: false,
    logging: false,
    parserAndValidationCache: true,
    maskedErrors: { maskError: (error) => publicError(platform.logger, error) },
    context: (initial) => contextOf(platform, initial as unknown as Incoming),
    plugins: [limits(platform), sharedSubscribe(shared, doorkeeper)],
  });
  const streams = new Set<ServerResponse>();
  app.addHook('preClose', async () => streams.forEach((stream) => stream.destroy())); // their clients come back, from their cursor

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(/^application\/json(;|$)/, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      handler: async (request, reply) => {
        if (request.method === 'GET' && (production || !request.headers.accept?.includes('text/html'))) {
          return reply.code(405).header('allow', 'POST').send({ error: 'POST only' });
        }
        const bearer = bearerOf(request.headers.authorization);
        const cookieToken = request.cookies[SESSION_COOKIE] ?? null;
        if (request.method === 'POST' && cookieToken && !bearer && !request.headers[CSRF_HEADER]) {
          return reply.code(403).send({ errors: [{ message: `The header ${CSRF_HEADER} is missing.`, extensions: { code: 'FORBIDDEN' } }] });
        }
        const device = { ip: addressOf(request.raw), userAgent: request.headers['user-agent'] ?? null };
        const tenant = await doorkeeper.authenticate({ cookieToken, bearer, ...device });
        if (!tenant && bearer?.startsWith(API_KEY_PREFIX)) return reply.code(401).send({ errors: [accessError(false).toJSON()] });
        if (tenant && request.method === 'POST') {
          try {
            allowance.take(tenant);
          } catch (error) {
            if (!(error instanceof RateLimited)) throw error;
            return reply.code(429).header('retry-after', error.retryAfter).send({ errors: [publicError(platform.logger, error).toJSON()] });
          }
        }
        if (tenant?.prolonged && cookieToken && !bearer) setSession(platform, reply, cookieToken);
        const response = await yoga.fetch(
          new Request(new URL(request.url, 'http://prosa'), {
            method: request.method,
            headers: request.headers as Record<string, string>,
            ...(request.method === 'POST' && { body: request.body as Buffer<ArrayBuffer> }),
          }),
          { device, reply, tenant } as never,
        );
        for (const [name, value] of response.headers) reply.header(name, value);
        if (request.method === 'GET') reply.header('content-security-policy', GRAPHIQL_POLICY);
        if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
          streams.add(reply.raw);
          reply.raw.once('close', () => streams.delete(reply.raw));
        } else reply.header('cache-control', 'no-store');
        return reply.code(response.status).send(response.body ?? '');
      },
    });
  });
}

function contextOf(platform: Platform, { device, reply, tenant }: Incoming): GraphqlContext {
  return {
    platform,
    tenant,
    request: device,
    setSession: (token) => setSession(platform, reply, token),
    loaders: new Map(),
  };
}

function setSession({ config }: Platform, reply: FastifyReply, token: string | null): void {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: config.publicUrl.startsWith('https:') } as const;
  if (token) reply.setCookie(SESSION_COOKIE, token, { ...options, maxAge: MONTH_SECONDS });
  else reply.clearCookie(SESSION_COOKIE, options);
}

/** Aliases and tokens for all; the schema itself for those who have signed in, or while developing. No error leaves as it was thrown. */
function limits({ config, logger }: Platform): Plugin {
  return {
    onParse: ({ setParseFn }) => setParseFn(parseLimited),
    onValidate: ({ addValidationRule, context }) => {
      addValidationRule(limitRule);
      if (config.production && !(context as unknown as Incoming).tenant) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
    onExecutionResult: ({ result, setResult }) => {
      if (result && !isAsyncIterable(result) && !Array.isArray(result) && (result as ExecutionResult).errors) setResult(publicResult(logger, result as ExecutionResult));
    },
  };
}

/** SSE takes its deliveries from where the sockets take theirs. */
function sharedSubscribe(shared: SharedSubscriptions, doorkeeper: Doorkeeper): Plugin {
  const streams = new Tally();
  return {
    onSubscribe: ({ setSubscribeFn }) =>
      setSubscribeFn(async (args: ExecutionArgs) => {
        const { tenant } = args.contextValue as { tenant: TenantContext | null };
        if (tenant && streams.of(sessionOf(tenant)) >= MOST_STREAMS) return { errors: [tooComplex(`more than ${MOST_STREAMS} streams of one session`)] };
        const deliveries = await shared.subscribe(args);
        if (!(deliveries instanceof Endable) || !tenant) return deliveries as ExecutionResult;
        const uncount = streams.add(sessionOf(tenant));
        const silence = doorkeeper.onSessionEnded(tenant, () => deliveries.fail(new SessionOver()));
        return results(deliveries, () => {
          uncount();
          silence();
        });
      }),
  };
}

/** The results of one stream, their text made once for all; the end of the session is its last word. */
function results(deliveries: Endable<Delivery>, ended: () => void): AsyncIterableIterator<ExecutionResult> {
  let over = false;
  const done = { done: true, value: undefined } as const;
  return {
    next: async () => {
      if (over) return done;
      try {
        const taken = await deliveries.next();
        if (!taken.done) return { done: false, value: { ...taken.value.result, stringify: () => taken.value.json } as ExecutionResult };
      } catch (error) {
        ended();
        over = true;
        if (error instanceof SessionOver) return { done: false, value: { errors: [accessError(false)] } };
        throw error;
      }
      ended();
      over = true;
      return done;
    },
    return: async () => {
      ended();
      await deliveries.return();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
