import type { FastifyInstance } from 'fastify';
import type { World } from '../world';
import type { Guard } from './guard';
import type { Instance, StoredMessage } from './instance';
import { isGroup } from './number';
import { recordShape } from './shapes';
import { isJson, type Json } from './wire';

/** What Evolution's database answers about messages, chats and contacts. */
export function readRoutes(app: FastifyInstance, world: World, guard: Guard): void {
  app.post('/chat/findMessages/:name', (request) => {
    const instance = guard.instance(request);
    const body = isJson(request.body) ? request.body : {};
    const key = at(at(body, 'where'), 'key');
    const found = known(instance)
      .filter((message) => matches(message, key))
      .sort(
        (a, b) =>
          b.messageTimestamp - a.messageTimestamp || instance.messages.indexOf(b) - instance.messages.indexOf(a),
      );
    const size = positive(body['offset'], 50);
    const page = positive(body['page'], 1);
    const records = found.slice((page - 1) * size, page * size).map((message) => recordShape(instance, message));
    return { messages: { total: found.length, pages: Math.ceil(found.length / size), currentPage: page, records } };
  });

  app.post('/chat/findStatusMessage/:name', (request) => {
    guard.instance(request);
    return [];
  });

  app.post('/chat/findContacts/:name', (request) => {
    const instance = guard.instance(request);
    const jid = whereJid(request.body);
    return [...instance.contacts]
      .filter(([remoteJid]) => !jid || remoteJid === jid)
      .map(([remoteJid, { id, createdAt, updatedAt, pushName }]) => ({
        id,
        remoteJid,
        pushName,
        profilePicUrl: null,
        createdAt,
        updatedAt,
        instanceId: instance.id,
        isGroup: isGroup(remoteJid),
        isSaved: false,
        type: isGroup(remoteJid) ? 'group' : 'group_member',
      }));
  });

  app.post('/chat/findChats/:name', (request) => {
    const instance = guard.instance(request);
    const jid = whereJid(request.body);
    const jids = [...new Set(known(instance).map((message) => message.key.remoteJid))];
    return jids.filter((remoteJid) => !jid || remoteJid === jid).map((remoteJid) => chatShape(instance, remoteJid));
  });

  app.get('/chat/findChatByRemoteJid/:name', (request, reply) => {
    const instance = guard.instance(request);
    const { remoteJid } = request.query as { remoteJid?: string };
    const chat = known(instance).some((message) => message.key.remoteJid === remoteJid && !message.key.fromMe);
    return chat && remoteJid
      ? chatShape(instance, remoteJid)
      : reply.type('application/json; charset=utf-8').send('null');
  });
}

const at = (value: Json, field: string): Json => (isJson(value[field]) ? value[field] : {});
const positive = (value: unknown, otherwise: number): number =>
  Number.isInteger(value) && Number(value) > 0 ? Number(value) : otherwise;
const whereJid = (body: unknown): unknown => at(isJson(body) ? body : {}, 'where')['remoteJid'];
const known = (instance: Instance): StoredMessage[] => instance.messages.filter((message) => !message.onPhoneOnly);

/** A jid finds messages under either of a person's two jids. */
function matches({ key }: StoredMessage, wanted: Json): boolean {
  return (
    (wanted['id'] === undefined || key.id === wanted['id']) &&
    (wanted['fromMe'] === undefined || key.fromMe === wanted['fromMe']) &&
    (wanted['remoteJid'] === undefined ||
      key.remoteJid === wanted['remoteJid'] ||
      key.remoteJidAlt === wanted['remoteJid'])
  );
}

function chatShape(instance: Instance, remoteJid: string): Json {
  const messages = known(instance).filter((message) => message.key.remoteJid === remoteJid);
  const last = messages.toSorted((a, b) => a.messageTimestamp - b.messageTimestamp).at(-1) as StoredMessage;
  const contact = instance.contacts.get(remoteJid);
  const { id, key, pushName, messageType, message, contextInfo, source, messageTimestamp } = recordShape(
    instance,
    last,
  ) as Json;
  return {
    id: contact?.id ?? null,
    remoteJid,
    pushName: contact?.pushName || null,
    profilePicUrl: null,
    updatedAt: new Date(Number(messageTimestamp) * 1000).toISOString(),
    windowStart: null,
    windowExpires: null,
    windowActive: false,
    lastMessage: {
      id,
      key,
      pushName,
      participant: null,
      messageType,
      message,
      contextInfo,
      source,
      messageTimestamp,
      instanceId: instance.id,
      sessionId: null,
      status: last.status,
    },
    unreadCount: null,
    isSaved: contact !== undefined,
  };
}
