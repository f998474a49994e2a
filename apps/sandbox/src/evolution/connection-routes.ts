import type { FastifyInstance } from 'fastify';
import type { World } from '../world';
import { badRequest } from './answer';
import type { Guard } from './guard';
import type { Instance } from './instance';
import { codeAnswer, loggedOutByApi, lose, startConnecting } from './link';
import { relink } from './mishaps';

export function connectionRoutes(app: FastifyInstance, world: World, guard: Guard): void {
  app.get('/instance/connectionState/:name', (request) => stateShape(guard.instance(request)));

  app.get('/instance/connect/:name', async (request) => {
    const instance = guard.instance(request);
    const { number } = request.query as { number?: string };
    if (instance.state === 'open') return stateShape(instance);
    if (instance.stored === 'open') return codeAnswer(instance);
    if (instance.state === 'connecting') {
      // A pairing code asked for later comes with the code that is shown.
      if (number && !instance.pairingNumber) startConnecting(world, instance, number);
      else return codeAnswer(instance);
    } else startConnecting(world, instance, number);
    await world.wait(world.timing.connectWaitMs);
    return codeAnswer(instance);
  });

  app.post('/instance/restart/:name', (request) => {
    const instance = guard.instance(request);
    if (instance.state === 'close') return { error: true, message: '[object Object]' };
    if (instance.stored === 'open') relink(world, instance);
    else startConnecting(world, instance, instance.pairingNumber ?? undefined);
    // The answer is still of before.
    return { instance: { instanceName: instance.name, state: 'open' } };
  });

  app.delete('/instance/logout/:name', (request) => {
    const instance = guard.instance(request);
    if (instance.state === 'close') throw badRequest(`The "${instance.name}" instance is not connected`);
    lose(world, instance, 401, loggedOutByApi(instance));
    return { status: 'SUCCESS', error: false, response: { message: 'Instance logged out' } };
  });

  app.post('/instance/setPresence/:name', async (request, reply) => {
    guard.instance(request);
    return reply.code(201).send({ presence: (request.body as { presence?: string }).presence });
  });
}

const stateShape = (instance: Instance) => ({ instance: { instanceName: instance.name, state: instance.state } });
