import type { Customer } from '../customers';
import type { World } from '../world';
import type { Instance, StoredMessage } from './instance';
import { customerSays } from './traffic';
import { isJson, type Json } from './wire';

/** What a customer does to messages that are there already. Without an id: to the newest that it can be done to. */

export function customerReacts(
  world: World,
  instance: Instance,
  customer: Customer,
  { id, emoji }: { id?: string; emoji: string },
): Json {
  const to = pick(instance, customer, id, () => true);
  const message = customerSays(world, instance, customer, { reaction: { to, emoji } });
  const reaction = message.message['reactionMessage'];
  if (isJson(reaction)) reactionTo(instance, reaction, 'customer');
  world.changed();
  return { id: to.key.id };
}

export function customerEdits(
  world: World,
  instance: Instance,
  customer: Customer,
  { id, text }: { id?: string; text: string },
): Json {
  const message = pick(instance, customer, id, (one) => !one.key.fromMe && one.messageType === 'conversation');
  message.message = { conversation: text };
  message.edited = true;
  const { key } = message;
  world.webhooks.emit(instance, 'messages.edited', {
    key: { remoteJid: key.remoteJid, fromMe: false, id: key.id },
    type: 'MESSAGE_EDIT',
    editedMessage: { conversation: text },
    timestampMs: String(world.now()),
  });
  world.changed();
  return { id: key.id };
}

/** Told twice, as the real server does: as a protocol message, and as what was deleted. */
export function customerDeletes(world: World, instance: Instance, customer: Customer, id?: string): Json {
  const message = pick(instance, customer, id, (one) => !one.key.fromMe);
  message.deleted = true;
  const { key } = message;
  const bare = { remoteJid: key.remoteJid, fromMe: false, id: key.id };
  world.webhooks.emit(instance, 'messages.edited', { key: bare, type: 'REVOKE' });
  world.webhooks.emit(instance, 'messages.delete', { ...bare, participant: '', addressingMode: customer.addressing });
  world.changed();
  return { id: key.id };
}

function pick(
  instance: Instance,
  customer: Customer,
  id: string | undefined,
  fits: (message: StoredMessage) => boolean,
): StoredMessage {
  const found = instance.messages.findLast(
    (one) =>
      one.chatJid === customer.phoneJid &&
      !one.deleted &&
      one.messageType !== 'reactionMessage' &&
      fits(one) &&
      (id === undefined || one.key.id === id),
  );
  if (!found) throw new Error('No such message in this chat');
  return found;
}

/** Notes a reaction on the message that it is for, so that the phones show it. */
export function reactionTo(instance: Instance, reaction: Json, by: 'business' | 'customer'): void {
  const message = instance.find(isJson(reaction['key']) ? reaction['key']['id'] : undefined);
  if (!message) return;
  message.reactions = { ...message.reactions, [by]: String(reaction['text'] ?? '') };
}
