import type { FastifyInstance } from 'fastify';
import { rowId } from '../ids';
import type { World } from '../world';
import { toJid } from './number';
import type { Instance } from './instance';
import { isJson, type Json } from './wire';

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** WhatsApp's own Cloud API behind Evolution: Meta posts here, and of each batch only the first message goes on. */
export function cloudRoutes(app: FastifyInstance, world: World): void {
  app.post('/webhook/meta', (request) => {
    const body = isJson(request.body) ? request.body : {};
    for (const entry of listOf(body['entry'])) {
      for (const change of listOf(entry['changes'])) if (isJson(change['value'])) pass(world, change['value']);
    }
    return { status: 'success' };
  });
}

function pass(world: World, value: Json): void {
  const number = isJson(value['metadata']) ? value['metadata']['phone_number_id'] : undefined;
  const instance = [...world.instances.values()].find(
    (one) => one.integration === 'WHATSAPP-BUSINESS' && one.number === number,
  );
  if (!instance) return;
  const [contact] = listOf(value['contacts']);
  const [message] = listOf(value['messages']);
  const [status] = listOf(value['statuses']);
  if (message) received(world, instance, message, isJson(contact?.['profile']) ? contact['profile']['name'] : null);
  if (status) acknowledged(world, instance, status);
}

function received(world: World, instance: Instance, message: Json, pushName: unknown): void {
  world.webhooks.emit(instance, 'messages.upsert', {
    key: { id: message['id'], remoteJid: toJid(String(message['from'])), fromMe: false },
    pushName,
    message: { conversation: isJson(message['text']) ? message['text']['body'] : '' },
    messageType: 'conversation',
    messageTimestamp: Number(message['timestamp']),
    source: 'unknown',
    instanceId: instance.id,
  });
  world.webhooks.emit(instance, 'contacts.upsert', { pushName, instanceId: instance.id });
}

function acknowledged(world: World, instance: Instance, status: Json): void {
  const remoteJid = toJid(String(status['recipient_id']));
  world.webhooks.emit(instance, 'messages.update', {
    messageId: rowId(),
    keyId: status['id'],
    remoteJid,
    fromMe: false,
    participant: remoteJid,
    status: String(status['status']).toUpperCase(),
    instanceId: instance.id,
  });
}
