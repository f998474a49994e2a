import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { World } from '../world';
import { badRequest, forbidden, invalid, notFound } from './answer';
import type { Guard } from './guard';
import { Instance, type Settings } from './instance';
import { codeAnswer, remove, startConnecting } from './link';
import { readWebhook } from './settings-routes';
import { isJson, type Json } from './wire';

export function instanceRoutes(app: FastifyInstance, world: World, guard: Guard): void {
  app.post('/instance/create', async (request, reply) => {
    const body = isJson(request.body) ? request.body : {};
    // The name is looked at before the key.
    const name = body['instanceName'];
    if (name === undefined || world.instances.has(String(name)) || world.faults.takeTakenName())
      throw forbidden(`This name "${String(name)}" is already in use.`);
    guard.requireGlobal(request);
    const instance = create(world, String(name), body);
    const answer = createdShape(world, instance, body['webhook'] !== undefined);
    if (body['qrcode'] !== true) return reply.code(201).send(answer);
    startConnecting(world, instance, instance.number ?? undefined);
    await world.wait(world.timing.createWaitMs);
    (answer['instance'] as Json)['status'] = 'connecting';
    return reply.code(201).send({ ...answer, qrcode: codeAnswer(instance) });
  });

  app.get('/instance/fetchInstances', (request) => {
    const owner = guard.ownerOf(request);
    const query = request.query as { instanceName?: string; instanceId?: string; number?: string };
    const mine = owner ? [owner] : [...world.instances.values()];
    const asked = query.instanceName ?? query.instanceId;
    const found = mine.filter(
      (one) =>
        (!query.instanceName || one.name === query.instanceName) &&
        (!query.instanceId || one.id === query.instanceId) &&
        (!query.number || one.ownerJid?.startsWith(query.number) === true),
    );
    if (asked && found.length === 0) throw notFound(`Instance "${asked}" not found`);
    return found.map((one) => rowShape(one));
  });

  app.delete('/instance/delete/:name', (request) => {
    const instance = guard.instance(request);
    if (!instance.deleting && !world.faults.deletesBlocked) remove(world, instance);
    return { status: 'SUCCESS', error: false, response: { message: 'Instance deleted' } };
  });
}

function create(world: World, name: string, body: Json): Instance {
  checkNumber(body['number']);
  if (body['integration'] === 'WHATSAPP-BUSINESS' && body['number'] === undefined)
    throw badRequest('number is required');
  const integration = body['integration'];
  if (integration !== 'WHATSAPP-BAILEYS' && integration !== 'WHATSAPP-BUSINESS')
    throw badRequest('Invalid integration');
  const instance = new Instance(
    name,
    typeof body['token'] === 'string' && body['token'] !== '' ? body['token'] : randomUUID().toUpperCase(),
    typeof body['number'] === 'string' ? body['number'] : null,
    settingsFrom(body),
    world.iso(),
    integration,
  );
  if (integration === 'WHATSAPP-BUSINESS') instance.state = instance.stored = 'open';
  if (isJson(body['webhook'])) {
    if (!Array.isArray(body['webhook']['events']))
      throw badRequest("Cannot read properties of undefined (reading 'length')");
    instance.webhook = readWebhook(world, instance, body['webhook']);
  }
  world.instances.set(name, instance);
  world.webhooks.emit(instance, 'instance.create', { instanceName: name, instanceId: instance.id });
  world.changed();
  return instance;
}

function checkNumber(number: unknown): void {
  if (number === undefined || number === null) return;
  if (typeof number !== 'string') throw invalid(['number is not of a type(s) string']);
  if (!/^\d+[.@\w-]+/.test(number)) throw invalid(['number does not match pattern "^\\\\d+[\\\\.@\\\\w-]+"']);
}

const settingsFrom = (body: Json): Settings => ({
  rejectCall: body['rejectCall'] === true,
  msgCall: typeof body['msgCall'] === 'string' ? body['msgCall'] : '',
  groupsIgnore: body['groupsIgnore'] === true,
  alwaysOnline: body['alwaysOnline'] === true,
  readMessages: body['readMessages'] === true,
  readStatus: body['readStatus'] === true,
  syncFullHistory: body['syncFullHistory'] === true,
});

function createdShape(world: World, instance: Instance, withWebhook: boolean): Json {
  const { webhook, integration } = instance;
  const cloud = integration === 'WHATSAPP-BUSINESS';
  return {
    instance: {
      instanceName: instance.name,
      instanceId: instance.id,
      integration,
      webhookWaBusiness: cloud ? `${world.publicUrl}/webhook/meta` : null,
      accessTokenWaBusiness: cloud ? 'evolution' : '',
      status: instance.state,
    },
    hash: instance.token,
    webhook:
      withWebhook && webhook
        ? {
            webhookUrl: webhook.url,
            ...(webhook.headers && { webhookHeaders: webhook.headers }),
            webhookByEvents: webhook.webhookByEvents,
            webhookBase64: webhook.webhookBase64,
          }
        : {},
    websocket: {},
    rabbitmq: {},
    nats: {},
    sqs: {},
    settings: { ...instance.settings, wavoipToken: '' },
  };
}

function rowShape(instance: Instance): Json {
  const { disconnection } = instance;
  return {
    id: instance.id,
    name: instance.name,
    connectionStatus: instance.stored,
    ownerJid: instance.ownerJid,
    profileName: instance.profileName,
    profilePicUrl: null,
    integration: instance.integration,
    number: instance.number,
    businessId: null,
    token: instance.token,
    clientName: 'evolution',
    disconnectionReasonCode: disconnection?.reasonCode ?? null,
    disconnectionObject: disconnection?.object ?? null,
    disconnectionAt: disconnection?.at ?? null,
    createdAt: instance.createdAt,
    updatedAt: instance.updatedAt,
    Chatwoot: null,
    Proxy: null,
    Rabbitmq: null,
    Nats: null,
    Sqs: null,
    Websocket: null,
    Setting: {
      id: instance.settingId,
      ...instance.settings,
      wavoipToken: '',
      createdAt: instance.createdAt,
      updatedAt: instance.updatedAt,
      instanceId: instance.id,
    },
    _count: {
      Message: instance.messages.length,
      Contact: instance.contacts.size,
      Chat: new Set(instance.messages.map((message) => message.chatJid)).size,
    },
  };
}
