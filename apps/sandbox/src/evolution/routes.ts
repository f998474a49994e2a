import type { FastifyInstance } from 'fastify';
import type { World } from '../world';
import { EvolutionError } from './answer';
import { chatRoutes } from './chat-routes';
import { cloudRoutes } from './cloud-routes';
import { connectionRoutes } from './connection-routes';
import { groupRoutes } from './group-routes';
import { Guard } from './guard';
import { instanceRoutes } from './instance-routes';
import { messageRoutes } from './message-routes';
import { readRoutes } from './read-routes';
import { settingsRoutes } from './settings-routes';

/** Evolution API 2.3.6 under `/evolution`. */
export async function evolutionRoutes(
  app: FastifyInstance,
  { world, key }: { world: World; key: string },
): Promise<void> {
  readBodiesAsEvolution(app);
  app.addHook('onRequest', async (request, reply) => {
    const { faults } = world;
    if (faults.down) return void request.raw.socket.destroy();
    if (faults.slowMs > 0) await world.wait(faults.slowMs);
    if (faults.takeErrorAs200()) return void (await reply.code(200).send({ error: true, message: '[object Object]' }));
    const refusal = faults.takeRefusal();
    if (refusal) {
      await reply.code(refusal).send({
        status: refusal,
        error: 'Service Unavailable',
        response: { message: ['The sandbox was told to refuse'] },
      });
    }
  });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof EvolutionError) return reply.code(error.status).send(error.body);
    request.log.error(error);
    return reply
      .code(500)
      .send({ status: 500, error: 'Internal Server Error', response: { message: messageOf(error) } });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      status: 404,
      error: 'Not Found',
      response: { message: [`Cannot ${request.method} ${request.url.split('?')[0]?.replace('/evolution', '') ?? ''}`] },
    }),
  );
  app.get('/', () => ({
    status: 200,
    message: 'Welcome to the Evolution API, it is working!',
    version: '2.3.6',
    clientName: 'evolution',
    documentation: 'https://doc.evolution-api.com',
    whatsappWebVersion: '2.3000.1028442591',
  }));
  const guard = new Guard(world, key);
  instanceRoutes(app, world, guard);
  connectionRoutes(app, world, guard);
  settingsRoutes(app, world, guard);
  messageRoutes(app, world, guard);
  chatRoutes(app, world, guard);
  readRoutes(app, world, guard);
  groupRoutes(app, world, guard);
  cloudRoutes(app, world);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** No body is an empty one; a broken one answers 400 under the wrong title. */
function readBodiesAsEvolution(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    const empty = text.length === 0;
    if (empty && request.headers['content-length'] !== undefined && request.url.endsWith('/instance/create'))
      return done(malformed());
    if (empty) return done(null, {});
    try {
      return done(null, JSON.parse(text));
    } catch {
      return done(malformed());
    }
  });
}

const malformed = () =>
  new EvolutionError(400, {
    status: 400,
    error: 'Internal Server Error',
    response: { message: 'Unexpected end of JSON input' },
  });
