import type { Channel } from '@prosa/server/channels';
import { ContactIdentity } from '@prosa/server/crm';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { Conversation, Message } from '../inbox.entities';
import { isEcho } from '../outbound/is-echo';
import { CLOCK_SKEW_MS } from './desk';
import type { IncomingMessage } from './intake';

/** So long the answer to a send, which names the message surely, may still come. */
const ANSWERED_WITHIN_MS = 60_000;

/** An echo that may be of several messages under way: it waits until the answer to one of them tells. */
export class AwaitsAnswer extends Error {
  override readonly name = 'AwaitsAnswer';
}

/** A message of ours that is under way, and whom it is for. */
interface UnderWay {
  message: Message;
  contactId: string;
}

/**
 * What we sent to a number can come back in a chat that is named by a hidden id which nobody has heard of. It is told by the
 * message's own id where the answer to the send came first, else by its content: whom it was sent to is who the id is of.
 * Without that it would make a second conversation with the same person. One that is none of ours is left as it is.
 */
export async function recogniseEchoes(
  ctx: TenantContext,
  unit: UnitOfWork,
  channel: Channel,
  messages: readonly IncomingMessage[],
): Promise<void> {
  const hidden = messages.filter(
    ({ fromMe, isGroup, history, chat }) =>
      fromMe && !isGroup && !history && chat.identities.every(({ kind }) => kind === 'LID'),
  );
  if (hidden.length === 0) return;
  const sent = await contactsOfSent(ctx, unit, channel, hidden);
  const lids = hidden.flatMap(({ chat }) => chat.identities.map(({ value }) => value));
  const known = await unit.em.find(ContactIdentity, { kind: 'LID', value: { $in: lids } });
  const heardOf = new Set(known.map(({ value }) => value));
  let underWay: UnderWay[] | null = null;
  for (const message of hidden) {
    let contactId = sent.get(message.providerId);
    if (!contactId && !message.chat.identities.some(({ value }) => heardOf.has(value))) {
      underWay ??= await readUnderWay(unit, channel);
      contactId = whomFor(message, underWay, ctx.platform.clock.now());
    }
    if (contactId) message.chat = { ...message.chat, contactId };
  }
}

async function contactsOfSent(
  ctx: TenantContext,
  unit: UnitOfWork,
  channel: Channel,
  messages: readonly IncomingMessage[],
): Promise<Map<string, string>> {
  const rows = (await unit.em.execute(
    `select m.provider_id, c.contact_id from message m join conversation c on c.id = m.conversation_id
      where m.tenant_id = ? and m.channel_id = ? and m.direction = 'OUTBOUND' and m.author_kind <> 'PHONE'
        and m.provider_id in (${messages.map(() => '?').join(', ')})`,
    [ctx.tenantId, channel.id, ...messages.map(({ providerId }) => providerId)],
    'all',
  )) as { provider_id: string; contact_id: string }[];
  return new Map(rows.map((row) => [row.provider_id, row.contact_id]));
}

async function readUnderWay(unit: UnitOfWork, channel: Channel): Promise<UnderWay[]> {
  const messages = await unit.em.find(Message, {
    channelId: channel.id,
    status: { $in: ['SENDING', 'UNCONFIRMED'] },
    providerId: null,
  });
  const ids = [...new Set(messages.map(({ conversationId }) => conversationId))];
  const conversations = await unit.em.find(Conversation, { id: { $in: ids }, isGroup: false });
  const contacts = new Map(conversations.map(({ id, contactId }) => [id, contactId]));
  return messages.flatMap((message) => {
    const contactId = contacts.get(message.conversationId);
    return contactId ? [{ message, contactId }] : [];
  });
}

function whomFor({ told, sentAt }: IncomingMessage, underWay: readonly UnderWay[], now: Date): string | undefined {
  if (!told) return undefined;
  const alike = underWay.filter(
    ({ message }) =>
      isEcho(message, told) && (!message.queuedAt || sentAt.getTime() >= message.queuedAt.getTime() - CLOCK_SKEW_MS),
  );
  const contacts = new Set(alike.map(({ contactId }) => contactId));
  if (contacts.size <= 1) return [...contacts][0];
  // The same words to several people at once: a wrong guess would make one person of two.
  if (now.getTime() - sentAt.getTime() < ANSWERED_WITHIN_MS)
    throw new AwaitsAnswer('the same text is under way to several people');
  return undefined;
}
