import type { FastifyInstance } from 'fastify';
import { rowId } from '../ids';
import type { World } from '../world';
import { internal, invalid } from './answer';
import { EVENTS } from './events';
import type { Guard } from './guard';
import type { Instance, WebhookRow } from './instance';
import { typed, validate } from './validate';
import { isJson, type Json } from './wire';

const FLAGS = ['rejectCall', 'groupsIgnore', 'alwaysOnline', 'readMessages', 'readStatus', 'syncFullHistory'] as const;

export function settingsRoutes(app: FastifyInstance, world: World, guard: Guard): void {
  app.post('/webhook/set/:name', async (request, reply) => {
    const instance = guard.instance(request);
    const body = validate(request.body, ['webhook']);
    const given = validate(
      body['webhook'],
      ['enabled', 'url'],
      { enabled: typed('webhook.enabled', 'boolean') },
      'webhook',
    );
    const unknown = (Array.isArray(given['events']) ? given['events'] : [])
      .map((event, index) =>
        EVENTS.includes(event) ? null : `webhook.events[${index}] is not one of enum values: ${EVENTS.join(',')}`,
      )
      .filter((message): message is string => message !== null);
    if (unknown.length > 0) throw invalid(unknown);
    if (given['enabled'] === true && !Array.isArray(given['events']))
      throw internal("Cannot read properties of undefined (reading 'length')");
    instance.webhook = readWebhook(world, instance, given);
    return reply.code(201).send(instance.webhook);
  });

  app.get('/webhook/find/:name', (request, reply) => {
    const { webhook } = guard.instance(request);
    return webhook ?? reply.type('application/json; charset=utf-8').send('null');
  });

  app.post('/settings/set/:name', async (request, reply) => {
    const instance = guard.instance(request);
    const body = validate(
      request.body,
      [...FLAGS],
      Object.fromEntries(FLAGS.map((flag) => [flag, typed(flag, 'boolean')])),
    );
    const settings = {
      ...instance.settings,
      ...(Object.fromEntries(FLAGS.map((flag) => [flag, body[flag]])) as Record<(typeof FLAGS)[number], boolean>),
      msgCall: typeof body['msgCall'] === 'string' ? body['msgCall'] : instance.settings.msgCall,
    };
    instance.settings = settings;
    instance.updatedAt = world.iso();
    return reply.code(201).send({ settings: { instanceName: instance.name, settings } });
  });

  app.get('/settings/find/:name', (request) => ({ ...guard.instance(request).settings, wavoipToken: '' }));
}

/** What is left out keeps its old value; switched off loses its events; none means all. */
export function readWebhook(world: World, instance: Instance, given: Json): WebhookRow {
  const old = instance.webhook;
  const enabled = given['enabled'] !== false;
  const events = (Array.isArray(given['events']) ? given['events'] : []) as string[];
  return {
    id: old?.id ?? rowId(),
    url: String(given['url']),
    headers: isJson(given['headers']) ? (given['headers'] as Record<string, string>) : (old?.headers ?? null),
    enabled,
    events: !enabled ? [] : events.length === 0 ? [...EVENTS] : events,
    webhookByEvents: typeof given['byEvents'] === 'boolean' ? given['byEvents'] : (old?.webhookByEvents ?? false),
    webhookBase64: typeof given['base64'] === 'boolean' ? given['base64'] : (old?.webhookBase64 ?? false),
    createdAt: old?.createdAt ?? world.iso(),
    updatedAt: world.iso(),
    instanceId: instance.id,
  };
}
