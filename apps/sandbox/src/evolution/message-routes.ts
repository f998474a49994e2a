import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GROUP, type World } from '../world';
import { badRequest, internal } from './answer';
import {
  audioContent,
  buttonsContent,
  contactContent,
  contextOf,
  listContent,
  locationContent,
  mediaContent,
  pollContent,
  reactionContent,
  stickerContent,
  textContent,
  type Content,
} from './content';
import { membersOf } from './group-routes';
import type { Guard } from './guard';
import type { Instance } from './instance';
import { existsOnWhatsApp, isGroup, toJid } from './number';
import { upsertShape } from './shapes';
import { sendOut, type Outgoing } from './traffic';
import { oneOf, validate, validateEach } from './validate';
import { isJson, type Json } from './wire';

type Make = (body: Json, world: World) => Content | Promise<Content>;

interface Kind {
  required: string[];
  checks?: Parameters<typeof validate>[2];
  make: Make;
}

const KINDS: Record<string, Kind> = {
  sendText: { required: ['number', 'text'], make: textContent },
  sendMedia: {
    required: ['number', 'mediatype', 'media'],
    checks: { mediatype: oneOf('mediatype', 'image', 'document', 'video', 'audio') },
    make: mediaContent,
  },
  sendWhatsAppAudio: { required: ['number', 'audio'], make: audioContent },
  sendSticker: { required: ['number', 'sticker'], make: stickerContent },
  sendLocation: { required: ['number', 'latitude', 'longitude', 'name', 'address'], make: locationContent },
  sendContact: {
    required: ['number', 'contact'],
    make: (body) => contactContent(validateEach(body['contact'], 'contact', ['fullName', 'phoneNumber'])),
  },
  sendReaction: { required: ['key', 'reaction'], make: reactionContent },
  sendPoll: { required: ['number', 'name', 'selectableCount', 'values'], make: pollContent },
  sendList: { required: ['number', 'title', 'footerText', 'buttonText', 'sections'], make: listContent },
  sendButtons: { required: ['number', 'title', 'buttons'], make: buttonsContent },
};

export function messageRoutes(app: FastifyInstance, world: World, guard: Guard): void {
  for (const [path, kind] of Object.entries(KINDS)) {
    app.post(`/message/${path}/:name`, (request, reply) => send(world, guard.instance(request), kind, request, reply));
  }
}

async function send(
  world: World,
  instance: Instance,
  kind: Kind,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const body = validate(request.body, kind.required, kind.checks);
  // Meta's servers are not there.
  if (instance.integration === 'WHATSAPP-BUSINESS')
    throw badRequest("TypeError: Cannot read properties of undefined (reading 'message')");
  const content = await kind.make(body, world);
  if (!instance.socketMade) throw internal("Cannot read properties of undefined (reading 'onWhatsApp')");
  const jid = recipient(body);
  if (!existsOnWhatsApp(jid)) throw badRequest({ jid, exists: false, number: String(body['number']) });
  if (isGroup(jid) && jid !== GROUP.jid) throw badRequest('[object Object]');
  if (instance.state !== 'open') throw badRequest('Error: Connection Closed');
  if (typeof body['delay'] === 'number') await world.wait(body['delay']);
  const message = sendOut(world, instance, withContext(world, instance, jid, content, body));
  if (world.faults.takeLostAnswer()) {
    request.raw.socket.destroy();
    return reply.hijack();
  }
  return reply.code(201).send({ ...upsertShape(instance, { ...message, status: 'PENDING' }) });
}

function recipient(body: Json): string {
  const key = isJson(body['key']) ? body['key'] : {};
  return toJid(String(body['number'] ?? key['remoteJid'] ?? ''));
}

function withContext(world: World, instance: Instance, jid: string, content: Content, body: Json): Outgoing {
  const context = isGroup(jid)
    ? { mentionedJid: body['mentionsEveryOne'] === true ? membersOf(instance).map(({ id }) => id) : [] }
    : contextOf(world, quotedBy(instance, body));
  return {
    jid,
    messageType: content.type,
    message: content.context === 'both' || content.context === 'secret' ? nested(content, context) : content.message,
    ...(content.context !== 'none' && content.context !== 'secret' && { contextInfo: context }),
    ...(content.media && { media: content.media }),
    ...(content.twice && { participant: jid }),
  };
}

/** The context goes into the first part of the content. */
function nested(content: Content, contextInfo: Json): Json {
  const [first, ...rest] = Object.entries(content.message);
  if (!first) return content.message;
  return Object.fromEntries([[first[0], { ...(first[1] as Json), contextInfo }], ...rest]);
}

/** `quoted: {key: {id}}` is looked up; with its `message` it is taken as it is; an unknown one is left out. */
function quotedBy(
  instance: Instance,
  body: Json,
): { participant: string; stanzaId: string; quotedMessage: unknown } | null {
  const quoted = isJson(body['quoted']) ? body['quoted'] : null;
  const key = quoted && isJson(quoted['key']) ? quoted['key'] : null;
  if (!quoted || !key) return null;
  const known = instance.find(key['id']);
  const quotedMessage = quoted['message'] ?? known?.message;
  if (!quotedMessage) return null;
  return {
    participant: String(key['remoteJid'] ?? known?.key.remoteJid ?? ''),
    stanzaId: String(key['id']),
    quotedMessage,
  };
}
