import type { Instance, StoredMessage } from '../evolution/instance';
import { isJson, type Json } from '../evolution/wire';
import type { World } from '../world';

const KEPT = 200;

/** Everything the phone page shows, in one piece: it is small, and one shape cannot drift from another. */
export function snapshot(world: World): Json {
  return {
    type: 'state',
    now: world.now(),
    faults: world.faults.active,
    instances: [...world.instances.values()].filter((one) => !one.deleting).map((one) => instanceView(world, one)),
    customers: [...world.customers.values()].map(({ id, name, number, language, online, openChat }) => ({
      id,
      name,
      number,
      language,
      online,
      openChat,
    })),
  };
}

function instanceView(world: World, instance: Instance): Json {
  const idOf = new Map([...world.customers.values()].map((customer) => [customer.phoneJid, customer.id]));
  const chats: Record<string, Json[]> = {};
  for (const message of instance.messages.slice(-KEPT)) {
    if (message.messageType === 'reactionMessage') continue;
    (chats[idOf.get(message.chatJid) ?? message.chatJid.replace(/@.*$/, '')] ??= []).push(messageView(message));
  }
  for (const chat of Object.values(chats)) chat.sort((a, b) => Number(a['at']) - Number(b['at']));
  return {
    name: instance.name,
    state: instance.state,
    number: instance.ownerJid?.replace(/@.*$/, '') ?? null,
    profileName: instance.profileName,
    code: instance.code?.code ?? null,
    image: instance.code?.base64 ?? null,
    pairingCode: instance.code?.pairingCode ?? null,
    chats,
  };
}

function messageView(message: StoredMessage): Json {
  return {
    id: message.key.id,
    fromMe: message.key.fromMe,
    api: message.source === 'web',
    at: message.messageTimestamp * 1000,
    status: message.status,
    deleted: message.deleted === true,
    edited: message.edited === true,
    reactions: Object.values(message.reactions ?? {}).filter((emoji) => emoji !== ''),
    ...quoteIn(message),
    ...readable(message),
  };
}

function quoteIn({ contextInfo }: StoredMessage): Json {
  const quoted = isJson(contextInfo) && isJson(contextInfo['quotedMessage']) ? contextInfo['quotedMessage'] : null;
  const text = quoted?.['conversation'];
  return typeof text === 'string' ? { quote: text } : {};
}

function readable({ message, messageType, media }: StoredMessage): Json {
  if (messageType === 'viewOnceMessageV2') return { kind: 'viewOncePicture', text: '' };
  const inside =
    messageType === 'ephemeralMessage' && isJson(message[messageType]) ? message[messageType]['message'] : null;
  if (isJson(inside)) return readableAs(inside, Object.keys(inside)[0] ?? '', media);
  return readableAs(message, messageType, media);
}

function readableAs(message: Json, messageType: string, media: StoredMessage['media']): Json {
  const inner = isJson(message[messageType]) ? message[messageType] : {};
  if (messageType === 'extendedTextMessage') return { text: inner['text'] };
  if (messageType === 'conversation') return { text: message['conversation'] };
  if (messageType === 'imageMessage' && media)
    return { image: `data:${media.mimetype};base64,${media.base64}`, text: inner['caption'] ?? '' };
  return {
    kind: messageType.replace(/Message(V\d)?$/, ''),
    text:
      inner['caption'] ??
      inner['name'] ??
      inner['fileName'] ??
      inner['displayName'] ??
      inner['selectedDisplayText'] ??
      inner['title'] ??
      '',
  };
}
