import type { Customer } from '../customers';
import { apiMessageId, phoneMessageId, rowId } from '../ids';
import type { World } from '../world';
import type { Ack, Instance, StoredMessage } from './instance';
import { contentOfKind, type Kind, type PhoneContent } from './kinds';
import { isGroup } from './number';
import { pictureContent, voiceContent } from './picture';
import { PICTURE_BASE64 } from './picture-bytes';
import { upsertShape } from './shapes';
import { VOICE_BASE64 } from './voice-bytes';
import { reactionTo } from './changes';
import { isJson, long, type Json } from './wire';

/** What people write to each other, and the webhooks and ticks that follow. */
export interface Written {
  text?: string;
  picture?: { caption?: string };
  voice?: boolean;
  kind?: Kind;
  /** An empty emoji takes it back. */
  reaction?: { to: StoredMessage; emoji: string };
  /** With a text: what it answers. */
  quotes?: StoredMessage;
  id?: string;
  /** Seconds since the epoch. */
  timestamp?: number;
}

/** A customer writes to the business. */
export function customerSays(world: World, instance: Instance, customer: Customer, written: Written): StoredMessage {
  const remoteJid = customer.addressing === 'lid' && customer.lid ? customer.lid : customer.phoneJid;
  const other = remoteJid === customer.lid ? customer.phoneJid : customer.lid;
  const message = fromPhone(world, instance, written, customer.source, {
    key: {
      remoteJid,
      ...(other && { remoteJidAlt: other }),
      fromMe: false,
      id: written.id ?? phoneMessageId(customer.source),
      participant: '',
      addressingMode: customer.addressing,
    },
    pushName: customer.name || null,
    status: 'DELIVERY_ACK',
    chatJid: customer.phoneJid,
  });
  // The same id within five minutes is swallowed by Evolution, but for a chats.update.
  const twice = instance.find(message.key.id);
  if (!twice) instance.messages.push(message);
  arrive(world, instance, message, customer.name || null, twice !== undefined);
  return message;
}

/** The business writes from its own phone: every linked device hears of it. */
export function phoneSays(world: World, instance: Instance, customer: Customer, written: Written): StoredMessage {
  const lid = customer.addressing === 'lid' ? customer.lid : null;
  const message = fromPhone(world, instance, written, 'android', {
    key: {
      remoteJid: lid ?? customer.phoneJid,
      // With a lid, the other jid can be our own number: seen on the real server, and a trap.
      ...(lid && instance.ownerJid && { remoteJidAlt: instance.ownerJid }),
      fromMe: true,
      id: written.id ?? phoneMessageId('android'),
      participant: '',
      addressingMode: customer.addressing,
    },
    pushName: instance.profileName,
    status: 'SERVER_ACK',
    chatJid: customer.phoneJid,
  });
  instance.messages.push(message);
  arrive(world, instance, message, '', false);
  acknowledge(world, instance, message);
  return message;
}

type Envelope = Pick<StoredMessage, 'key' | 'pushName' | 'status' | 'chatJid'>;

export function fromPhone(
  world: World,
  instance: Instance,
  written: Written,
  source: 'android' | 'ios',
  envelope: Envelope,
): StoredMessage {
  const { content, messageType, media, contextInfo } = contentOf(world, instance, written, envelope.key.id);
  return {
    dbId: rowId(),
    ...envelope,
    message: content,
    messageType,
    messageTimestamp: written.timestamp ?? world.seconds(),
    source,
    ...(contextInfo !== undefined && { contextInfo }),
    ...(media && { media }),
  };
}

function contentOf(
  world: World,
  instance: Instance,
  { text, picture, voice, reaction, kind, quotes }: Written,
  id: string,
): PhoneContent {
  if (kind) return contentOfKind(kind, { text, id, seconds: world.seconds(), business: instance.ownerJid ?? '' });
  if (reaction) {
    const { remoteJid, fromMe, id: target } = reaction.to.key;
    const key = { remoteJid, fromMe, id: target, participant: '' };
    return {
      content: { reactionMessage: { key, text: reaction.emoji, senderTimestampMs: long(world.now(), false) } },
      messageType: 'reactionMessage',
    };
  }
  if (picture) {
    return {
      content: pictureContent(picture.caption, world.seconds()),
      messageType: 'imageMessage',
      contextInfo: null,
      media: { base64: PICTURE_BASE64, mimetype: 'image/jpeg', fileName: `${id}.jpeg` },
    };
  }
  if (voice) {
    return {
      content: voiceContent(world.seconds()),
      messageType: 'audioMessage',
      contextInfo: null,
      media: { base64: VOICE_BASE64, mimetype: 'audio/ogg; codecs=opus', fileName: `${id}.oga` },
    };
  }
  return {
    content: { conversation: text ?? '' },
    messageType: 'conversation',
    ...(quotes && { contextInfo: quoteOf(quotes, instance) }),
  };
}

function quoteOf({ key, message }: StoredMessage, { ownerJid }: Instance): Json {
  const participant = key.fromMe ? ownerJid : key.remoteJid;
  return { mentionedJid: [], groupMentions: [], stanzaId: key.id, participant, quotedMessage: message };
}

/** About four requests per message, started together. */
export function arrive(
  world: World,
  instance: Instance,
  message: StoredMessage,
  pushName: string | null,
  twice: boolean,
): void {
  world.changed();
  if (instance.state !== 'open') {
    message.onPhoneOnly = true;
    return;
  }
  const { remoteJid } = message.key;
  const known = instance.contacts.get(remoteJid);
  const contact = { remoteJid, ...(pushName !== null && { pushName }), profilePicUrl: null, instanceId: instance.id };
  world.webhooks.emit(instance, 'chats.update', [{ remoteJid, instanceId: instance.id }]);
  if (!twice) world.webhooks.emit(instance, 'messages.upsert', upsertShape(instance, message));
  if (known) {
    world.webhooks.emit(instance, 'contacts.update', [{ remoteJid, profilePicUrl: null, instanceId: instance.id }]);
    if (pushName !== null) {
      world.webhooks.emit(instance, 'contacts.update', contact);
      // A message of our own blanks the name that Evolution had.
      Object.assign(known, { pushName, updatedAt: world.iso() });
    }
  } else {
    world.webhooks.emit(instance, 'contacts.upsert', contact);
    instance.contacts.set(remoteJid, { id: rowId(), pushName, createdAt: world.iso(), updatedAt: world.iso() });
  }
  if (instance.settings.readMessages && !message.key.fromMe) setAck(world, instance, message, 'READ');
}

export interface Outgoing {
  jid: string;
  message: Json;
  messageType: string;
  contextInfo?: Json;
  participant?: string;
  media?: StoredMessage['media'];
}

/** Stores what the API sent, tells `send.message`, and lets the ticks come as the customer's phone is reached and looked at. */
export function sendOut(world: World, instance: Instance, outgoing: Outgoing): StoredMessage {
  const customer = isGroup(outgoing.jid) ? undefined : world.findCustomer(outgoing.jid);
  const message: StoredMessage = {
    dbId: rowId(),
    key: {
      remoteJid: outgoing.jid,
      ...(outgoing.participant && { participant: outgoing.participant }),
      fromMe: true,
      id: apiMessageId(),
    },
    pushName: 'Você',
    status: 'PENDING',
    message: outgoing.message,
    messageType: outgoing.messageType,
    messageTimestamp: world.seconds(),
    source: 'web',
    ...(outgoing.contextInfo && { contextInfo: outgoing.contextInfo }),
    ...(outgoing.media && { media: outgoing.media }),
    chatJid: customer?.phoneJid ?? outgoing.jid,
  };
  instance.messages.push(message);
  const reaction = message.message['reactionMessage'];
  if (isJson(reaction)) reactionTo(instance, reaction, 'business');
  world.sent.push({ instance: instance.name, message: { ...message } });
  world.webhooks.emit(instance, 'send.message', echoOf(world, instance, message));
  world.changed();
  acknowledge(world, instance, message);
  return message;
}

/** As it is told. WhatsApp may name the chat by a hidden id, and then what stands beside it can be the business's own number. */
function echoOf(world: World, instance: Instance, message: StoredMessage): Json {
  const told = upsertShape(instance, message);
  if (!world.faults.echoesHidden || isGroup(message.chatJid)) return told;
  const remoteJid = world.findCustomer(message.chatJid)?.lid ?? lidFor(message.chatJid);
  const key = { ...message.key, remoteJid, addressingMode: 'lid', remoteJidAlt: instance.ownerJid };
  return { ...told, key };
}

/** Of somebody who has told nobody theirs. */
const lidFor = (phoneJid: string): string => `9${phoneJid.replace(/\D/g, '')}@lid`;

function acknowledge(world: World, instance: Instance, message: StoredMessage): void {
  if (isGroup(message.chatJid)) return;
  world.later(world.timing.serverAckMs, () => {
    if (message.messageType !== 'reactionMessage') setAck(world, instance, message, 'SERVER_ACK');
    reach(world, instance, message);
  });
}

/** Delivered when the phone is on; read when it shows the chat. */
function reach(world: World, instance: Instance, message: StoredMessage): void {
  const customer = world.findCustomer(message.chatJid);
  if (customer && !customer.online) return;
  world.later(world.timing.deliveredMs, () => {
    setAck(world, instance, message, 'DELIVERY_ACK');
    if (customer?.openChat === instance.name) read(world, instance, message);
  });
}

function read(world: World, instance: Instance, message: StoredMessage): void {
  world.later(world.timing.readMs, () => {
    const customer = world.findCustomer(message.chatJid);
    if (customer?.online && customer.openChat === instance.name) setAck(world, instance, message, 'READ');
  });
}

const RANK: Record<Ack, number> = { ERROR: 0, PENDING: 0, SERVER_ACK: 1, DELIVERY_ACK: 2, READ: 3, PLAYED: 4 };

export function setAck(world: World, instance: Instance, message: StoredMessage, status: Ack): void {
  const advances = RANK[status] > RANK[message.status];
  if (advances || status === 'ERROR') message.status = status;
  else if (!(status === 'SERVER_ACK' && message.status === 'SERVER_ACK')) return;
  world.webhooks.emit(instance, 'messages.update', {
    keyId: message.key.id,
    remoteJid: message.key.remoteJid,
    fromMe: message.key.fromMe,
    status,
    instanceId: instance.id,
    messageId: message.dbId,
  });
  world.changed();
}

const waitingFor = (instance: Instance, customer: Customer, ...statuses: Ack[]) =>
  instance.messages.filter(
    (one) => one.key.fromMe && one.chatJid === customer.phoneJid && statuses.includes(one.status),
  );

export function setOnline(world: World, customer: Customer, online: boolean): void {
  customer.online = online;
  world.changed();
  if (!online) return;
  for (const instance of world.instances.values()) {
    for (const message of waitingFor(instance, customer, 'SERVER_ACK')) reach(world, instance, message);
  }
}

/** The customer looks at the chat with this business (or, with null, at nothing). */
export function openChat(world: World, customer: Customer, instance: Instance | null): void {
  if (customer.openChat === (instance?.name ?? null)) return;
  customer.openChat = instance?.name ?? null;
  world.changed();
  if (instance && customer.online)
    for (const message of waitingFor(instance, customer, 'DELIVERY_ACK')) read(world, instance, message);
}

/** A customer writes their next few lines, one after the other. */
export function writeByThemselves(world: World, instance: Instance, customer: Customer, lines = 3): void {
  for (let index = 0; index < lines; index += 1) {
    world.later(world.timing.typingMs * index, () => {
      const text = customer.script[customer.scriptAt % customer.script.length] ?? 'Oi!';
      customer.scriptAt += 1;
      customerSays(world, instance, customer, { text });
    });
  }
}
