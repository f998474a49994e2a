import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { controlRoutes } from './control/routes';
import { drawCode } from './evolution/code-picture';
import { evolutionRoutes } from './evolution/routes';
import { ModelFaults } from './openai/model-faults';
import { openaiRoutes } from './openai/routes';
import { phonePage } from './phone/page-files';
import { phoneSocket } from './phone/socket';
import { fromThisMachine, REAL_TIMING, requireLoopback, type SandboxOptions } from './settings';
import { realTime } from './time';
import { World } from './world';

export interface Sandbox {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  world: World;
  close(): Promise<void>;
}

/** Starts the stand-in for the outside world. Nothing of it is kept when it ends. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  requireLoopback(host);
  const world = new World(
    { ...REAL_TIMING, ...options.timing },
    options.time ?? realTime,
    options.drawCode ?? drawCode,
  );
  const model = new ModelFaults();
  const app = Fastify({ bodyLimit: 128 * 1024 * 1024, forceCloseConnections: true, logger: { level: 'error' } });

  app.addHook('onRequest', async (request, reply) => {
    if (!fromThisMachine(request.headers)) await reply.code(403).send({ error: 'Only on this machine' });
  });
  await app.register(evolutionRoutes, {
    prefix: '/evolution',
    world,
    key: options.evolutionKey ?? 'sandbox-evolution-key',
  });
  await app.register(openaiRoutes, {
    prefix: '/openai/v1',
    world,
    model,
    key: options.openaiKey ?? 'sandbox-openai-key',
  });
  await app.register(controlRoutes, { prefix: '/control', world, model });
  await app.register(phonePage);
  app.get('/', (_request, reply) => reply.redirect('/phone'));
  const socket = phoneSocket(app.server, world, model);

  await app.listen({ host, port: options.port ?? 3100 });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? '[::1]' : host}:${port}`;
  world.publicUrl = `${url}/evolution`;
  return {
    url,
    port,
    world,
    close: async () => {
      socket.close();
      world.close();
      await app.close();
    },
  };
}
