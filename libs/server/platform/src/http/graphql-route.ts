import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, NoSchemaIntrospectionCustomRule, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Platform, TenantContext } from '../context/context';
import type { GraphqlContext } from '../graphql/graphql-context';
import { expectedError } from '../graphql/graphql-errors';
import type { Delivery, SharedSubscriptions } from '../live/shared-subscriptions';
import { bearerOf, SESSION_COOKIE, type Doorkeeper } from './create-http-server';
import { limitRule } from './limits';

interface Incoming {
  request: FastifyRequest;
  reply: FastifyReply;
  tenant: TenantContext | null;
}
const MONTH_SECONDS = 30 * 24 * 60 * 60;

/** `/graphql`: POST of JSON, SSE for subscriptions, GraphiQL on GET while developing. Everything else that Yoga would take is refused. */
export function registerGraphql(
  app: FastifyInstance,
  platform: Platform,
  { schema, shared, doorkeeper }: { schema: GraphQLSchema; shared: SharedSubscriptions; doorkeeper: Doorkeeper },
): void {
  const { production } = platform.config;
  const yoga = createYoga<Incoming>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: production ? false : { title: 'Prosa API', subscriptionsProtocol: 'WS', headers: '{"x-prosa-csrf": "1"}' },
    batching: false,
    cors: false,
    multipart: false,
    logging: false,
    parserAndValidationCache: true,
    maskedErrors: { maskError: (error) => maskError(platform, error) },
    context: (initial) => contextOf(platform, initial as unknown as Incoming),
    plugins: [limits(production), sharedSubscribe(shared)],
  });

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(/^application\/json/, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      handler: async (request, reply) => {
        if (request.method === 'GET' && production) return reply.code(405).header('allow', 'POST').send({ error: 'POST only' });
        const bearer = bearerOf(request.headers.authorization);
        const cookieToken = request.cookies[SESSION_COOKIE] ?? null;
        if (request.method === 'POST' && cookieToken && !bearer && !request.headers['x-prosa-csrf']) {
          return reply.code(403).send({ errors: [{ message: 'The header x-prosa-csrf is missing.', extensions: { code: 'FORBIDDEN' } }] });
        }
        const tenant = await doorkeeper.authenticate({ cookieToken, bearer, ip: request.ip, userAgent: request.headers['user-agent'] ?? null });
        const response = await yoga.fetch(
          new Request(new URL(request.url, 'http://prosa'), {
            method: request.method,
            headers: request.headers as Record<string, string>,
            ...(request.method === 'POST' && { body: request.body as Buffer<ArrayBuffer> }),
          }),
          { request, reply, tenant } as never,
        );
        for (const [name, value] of response.headers) reply.header(name, value);
        reply.code(response.status);
        return reply.send(response.body ?? '');
      },
    });
  });
}

function contextOf(platform: Platform, { request, reply, tenant }: Incoming): GraphqlContext {
  const secure = platform.config.publicUrl.startsWith('https:');
  return {
    platform,
    tenant,
    request: { ip: request.ip, userAgent: request.headers['user-agent'] ?? null },
    setSession: (token) =>
      void (token
        ? reply.setCookie(SESSION_COOKIE, token, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: MONTH_SECONDS })
        : reply.clearCookie(SESSION_COOKIE, { path: '/' })),
    loaders: new Map(),
  };
}

/** Aliases and tokens for all; the schema itself for those who have signed in, or while developing. */
function limits(production: boolean): Plugin {
  return {
    onParse: ({ params }) => {
      params.options = { ...params.options, maxTokens: 2_000 };
    },
    onValidate: ({ addValidationRule, context }) => {
      addValidationRule(limitRule);
      if (production && !(context as unknown as GraphqlContext & Incoming).tenant) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
}

/** SSE takes its deliveries from where the sockets take theirs. */
const sharedSubscribe = (shared: SharedSubscriptions): Plugin => ({
  onSubscribe: ({ setSubscribeFn }) =>
    setSubscribeFn(async (args: ExecutionArgs) => {
      const deliveries = await shared.subscribe(args);
      return isAsyncIterable(deliveries) ? results(deliveries) : deliveries;
    }),
});

async function* results(deliveries: AsyncIterable<Delivery>) {
  for await (const { result } of deliveries) yield result;
}

/** Errors of the contract as they are; anything else as INTERNAL with a number that finds it in the log. No internals leak. */
export function maskError(platform: Platform, error: unknown): GraphQLError {
  const original = error instanceof GraphQLError ? error.originalError : error;
  const expected = expectedError(original);
  const place = error instanceof GraphQLError ? { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path } : {};
  if (expected) return new GraphQLError(expected.message, { ...place, extensions: expected.extensions });
  if (error instanceof GraphQLError && (!error.originalError || error.originalError instanceof GraphQLError)) {
    const message = error.message.replace(/ ?Did you mean .*\?$/s, '');
    return new GraphQLError(message, { ...place, extensions: { code: 'BAD_USER_INPUT', ...error.extensions } });
  }
  const correlationId = randomUUID();
  platform.logger.error({ err: original, correlationId }, 'a request failed');
  return new GraphQLError('Something went wrong on our side.', { ...place, extensions: { code: 'INTERNAL', correlationId } });
}

