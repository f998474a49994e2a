import type { FastifyInstance } from 'fastify';
import { apiMessageId } from '../ids';
import { GROUP, type World } from '../world';
import { badRequest, EvolutionError, internal } from './answer';
import type { Guard } from './guard';
import type { Instance, StoredMessage } from './instance';
import { existsOnWhatsApp, isGroup, isLid, toJid } from './number';
import { drawPerson } from './person-picture';
import { setAck } from './traffic';
import { oneOf, validate, validateEach } from './validate';
import { asStored, isJson, long, type Json } from './wire';

const PRESENCES = ['unavailable', 'available', 'composing', 'recording', 'paused'];

export function chatRoutes(app: FastifyInstance, world: World, guard: Guard): void {
  app.post('/chat/whatsappNumbers/:name', (request) =>
    numbers(world, guard.instance(request), validate(request.body, [])['numbers']),
  );

  app.post('/chat/markMessageAsRead/:name', async (request, reply) => {
    const instance = guard.instance(request);
    const body = validate(request.body, ['readMessages']);
    for (const key of validateEach(body['readMessages'], 'readMessages', ['id', 'fromMe', 'remoteJid'])) {
      const message = isLid(String(key['remoteJid'])) ? undefined : instance.find(key['id']);
      if (message && !message.key.fromMe) setAck(world, instance, message, 'READ');
    }
    return reply.code(201).send({ message: 'Read messages', read: 'success' });
  });

  app.post('/chat/sendPresence/:name', async (request, reply) => {
    guard.instance(request);
    const body = validate(request.body, ['number', 'presence', 'delay'], { presence: oneOf('presence', ...PRESENCES) });
    await world.wait(Number(body['delay']));
    return reply.code(201).send({ presence: body['presence'] });
  });

  app.post('/chat/fetchProfilePictureUrl/:name', (request) => {
    guard.instance(request);
    const jid = toJid(String(validate(request.body, ['number'])['number']));
    // Whoever has a lid shows a picture.
    const shown = world.findCustomer(jid)?.lid ?? null;
    return {
      wuid: jid,
      profilePictureUrl: shown ? `http://${request.headers.host}/evolution/pictures/${jid}.png?oe=69000000` : null,
    };
  });

  // WhatsApp's own servers have no place here: the sandbox stands in for them, too.
  app.get('/pictures/:file', (request, reply) => {
    const { file } = request.params as { file: string };
    return reply.type('image/png').send(drawPerson(file));
  });

  app.post('/chat/updateBlockStatus/:name', async (request, reply) => {
    guard.instance(request);
    validate(request.body, ['number', 'status'], { status: oneOf('status', 'block', 'unblock') });
    return reply.code(201).send({ block: 'success' });
  });

  app.post('/chat/getBase64FromMediaMessage/:name', async (request, reply) => {
    const instance = guard.instance(request);
    const body = isJson(request.body) ? request.body : {};
    return reply.code(201).send(await mediaOf(world, instance, body));
  });

  app.delete('/chat/deleteMessageForEveryone/:name', async (request, reply) => {
    const instance = guard.instance(request);
    const body = validate(request.body, ['id', 'fromMe', 'remoteJid']);
    return reply.code(201).send(revoke(world, instance, body));
  });

  app.post('/chat/updateMessage/:name', (request) =>
    edit(world, guard.instance(request), validate(request.body, ['number', 'text', 'key'])),
  );
}

/** Groups come first, then the rest: the order is not the one asked in. */
function numbers(world: World, instance: Instance, asked: unknown): Json[] {
  if (!Array.isArray(asked)) throw new EvolutionError(400, {});
  if (asked.length === 0) {
    throw new EvolutionError(400, {
      status: 400,
      error: 'Bad Request',
      message: [['numbers does not meet minimum length of 1']],
    });
  }
  if (!instance.socketMade) throw internal("Cannot read properties of undefined (reading 'onWhatsApp')");
  const rows = asked.map((number) => numberRow(world, instance, String(number)));
  return [...rows.filter((row) => isGroup(String(row['jid']))), ...rows.filter((row) => !isGroup(String(row['jid'])))];
}

function numberRow(world: World, instance: Instance, number: string): Json {
  const jid = toJid(number);
  if (isGroup(jid)) return { jid, exists: jid === GROUP.jid, number, ...(jid === GROUP.jid && { name: GROUP.name }) };
  const contact = instance.contacts.get(jid);
  return {
    jid,
    exists: existsOnWhatsApp(jid),
    number,
    ...(contact && { name: contact.pushName }),
    ...(isLid(jid) && { name: world.findCustomer(jid)?.name ?? '', lid: 'lid' }),
  };
}

async function mediaOf(world: World, instance: Instance, body: Json): Promise<Json> {
  if (!isJson(body['message'])) throw badRequest("TypeError: Cannot read properties of undefined (reading 'key')");
  const key = isJson(body['message']['key']) ? body['message']['key'] : {};
  const message = instance.find(key['id']);
  if (!message) throw badRequest('Message not found');
  const content = message.message[message.messageType];
  if (!message.media || !isJson(content)) throw badRequest('The message is not of the media type');
  if (message.media.expired) {
    await world.wait(world.timing.expiredMediaMs);
    throw badRequest(`Error: Failed to fetch stream from ${String(content['url'])}`);
  }
  const { base64, mimetype, fileName } = message.media;
  const mp4 = body['convertToMp4'] === true && message.messageType === 'audioMessage';
  return {
    mediaType: message.messageType,
    fileName,
    ...(content['caption'] !== undefined && { caption: content['caption'] }),
    size: {
      fileLength: long(Buffer.byteLength(base64, 'base64'), true),
      ...(content['height'] !== undefined && { height: content['height'], width: content['width'] }),
    },
    mimetype: mp4 ? 'audio/mp4' : mimetype,
    base64,
    buffer: null,
  };
}

const protocolAnswer = (world: World, key: Json, protocolMessage: Json): Json => ({
  key: { remoteJid: key['remoteJid'], fromMe: true, id: apiMessageId() },
  message: { protocolMessage: { key, ...protocolMessage } },
  messageTimestamp: String(world.seconds()),
  status: 'PENDING',
});

/** Answers the same for messages that nobody knows; only known ones are told as deleted. */
function revoke(world: World, instance: Instance, body: Json): Json {
  const { id, remoteJid, fromMe } = body;
  const message = instance.find(id);
  if (message) {
    message.deleted = true;
    world.webhooks.emit(instance, 'messages.delete', deletedShape(instance, message));
    world.changed();
  }
  return protocolAnswer(world, { remoteJid, fromMe, id }, { type: 'REVOKE' });
}

const deletedShape = (instance: Instance, message: StoredMessage): Json => ({
  id: message.dbId,
  instanceId: instance.id,
  key: { id: message.key.id, fromMe: message.key.fromMe, deleted: true, remoteJid: message.key.remoteJid },
  messageType: message.messageType,
  status: 'DELETED',
  source: message.source,
  messageTimestamp: message.messageTimestamp,
  pushName: message.pushName,
  participant: null,
  message: asStored(message.message),
});

function edit(world: World, instance: Instance, body: Json): Json {
  const key = validate(body['key'], ['id', 'remoteJid', 'fromMe'], {}, 'key');
  const message = instance.find(key['id']);
  if (!message || message.messageType !== 'conversation') throw badRequest('Message not compatible');
  if (message.key.remoteJid !== key['remoteJid'] || message.key.remoteJid !== toJid(String(body['number']))) {
    throw badRequest('RemoteJid does not match');
  }
  const editedMessage = { extendedTextMessage: { text: body['text'] } };
  message.message = { conversation: body['text'] };
  message.edited = true;
  world.webhooks.emit(instance, 'send.message.update', { key, editedMessage, timestampMs: world.now(), type: 14 });
  world.changed();
  const { id, remoteJid, fromMe } = key;
  const protocol = { type: 'MESSAGE_EDIT', editedMessage, timestampMs: String(world.now()) };
  return protocolAnswer(world, { remoteJid, fromMe, id }, protocol);
}
