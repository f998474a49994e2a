import type { Channel } from '@prosa/server/channels';
import {
  announceContacts,
  learnAbout,
  resolveContacts,
  type Contact,
  type Identity,
  type Person,
  type Resolved,
} from '@prosa/server/crm';
import { IntegrationBinding } from '@prosa/server/integrations';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { followMerges } from '../conversation/merge-conversations';
import { scopeOf } from '../conversation/change-conversation';
import { noteFailure } from '../conversation/conversation.rules';
import { learnOfFiles, removeFilesOf, type FileHere } from '../media/attach';
import { appendTold } from '../message/message.events';
import { notePicturesSeen, notePicturesTold } from '../picture/ask-pictures';
import { askAgentsReceipts } from '../read-receipt/ask-receipts';
import { wakeAgent, wakeAway, wakeSender } from '../wake';
import { Desk } from './desk';
import type { Fact, IncomingMessage, Intake } from './intake';
import { settleActs } from '../act/settle-acts';
import { addFact, applyFacts, takeFacts } from './message-facts';
import { recogniseEchoes } from './recognise-echoes';
import { storeMessage } from './store-message';

/** History comes in one piece: this many messages are held at once. */
const CHUNK = 500;

/**
 * Writes all that a batch of deliveries means, inside an open unit of work: contacts, conversations, messages, statuses and
 * their events, with a number of statements that does not grow with the batch. The outcome does not depend on the order
 * or the number of times in which the provider tells things.
 */
export async function applyInbound(
  ctx: TenantContext,
  unit: UnitOfWork,
  channel: Channel,
  intake: Intake,
): Promise<void> {
  const { messages, facts, people } = intake;
  const prior = [
    ...intake.priorChats,
    ...messages.filter(({ history, isGroup }) => history && !isGroup).flatMap(({ chat }) => chat.identities),
  ];
  await keepPriorChats(ctx, unit, channel.id, prior);
  const binding = messages.length > 0 ? await unit.em.findOne(IntegrationBinding, { integrationId: channel.id }) : null;
  for (let at = 0; at === 0 || at < messages.length; at += CHUNK) {
    await applyChunk(
      ctx,
      unit,
      channel,
      binding?.agentId ?? null,
      messages.slice(at, at + CHUNK),
      at === 0 ? facts : [],
      intake.filesHere,
    );
  }
  const learned = await learnAbout(ctx, unit, people);
  await followMerges(unit, learned);
  announceContacts(unit, learned, () => []);
  await notePicturesTold(ctx, unit, channel.id, intake.pictures);
}

async function applyChunk(
  ctx: TenantContext,
  unit: UnitOfWork,
  channel: Channel,
  agentId: string | null,
  messages: IncomingMessage[],
  facts: readonly Fact[],
  filesHere: FileHere[],
): Promise<void> {
  if (messages.length === 0 && facts.length === 0) return;
  await recogniseEchoes(ctx, unit, channel, messages);
  const resolved = await resolveContacts(ctx, unit, people(messages));
  await followMerges(unit, resolved);
  const ids = [...facts, ...messages].map(({ providerId }) => providerId);
  const desk = new Desk(ctx, unit, channel, agentId, await takeFacts(ctx, unit, channel.id, ids));
  await desk.load(resolved.contacts);
  if (messages.some(({ fromMe, history }) => fromMe && !history)) await desk.loadOutstanding();
  for (const fact of [...facts, ...messages.flatMap(statusOf)]) {
    const known = desk.facts.get(fact.providerId);
    if (known) addFact(known, fact);
  }
  await removeFilesOf(ctx, unit, applyToKnown(desk));
  await settleActs(desk, facts);
  const contacts = resolved.contacts.values();
  const placed = messages.map((message) => {
    const contact = contacts.next().value as Contact;
    return { message, contact, author: message.participant ? (contacts.next().value as Contact) : contact };
  });
  placed.sort((a, b) => a.message.sentAt.getTime() - b.message.sentAt.getTime());
  for (const { message, contact, author } of placed) storeMessage(desk, message, contact, author);
  filesHere.push(...desk.filesHere);
  if (desk.ownFiles.size > 0) {
    await unit.em.flush();
    await learnOfFiles(ctx, unit, desk.ownFiles);
  }
  for (const conversation of desk.answeredByAgent) await askAgentsReceipts(ctx, unit, conversation);
  desk.finish();
  for (const contact of desk.optedOut) noteOptOut(ctx, contact, resolved);
  announceContacts(unit, resolved, (contact) => desk.conversationsOf(contact.id).map(scopeOf));
  await notePicturesSeen(ctx, unit, channel.id, desk.heard);
  wake(ctx, unit, desk);
}

function noteOptOut(ctx: TenantContext, contact: Contact, resolved: Resolved): void {
  if (resolved.created.has(contact)) return;
  const changes = resolved.changed.get(contact);
  if (!changes) contact.version += 1;
  contact.updatedAt = ctx.platform.clock.now();
  resolved.changed.set(contact, { ...changes, optedOut: [false, true] });
}

/** Chat partner, then the author where that is somebody else: `applyChunk` reads them back in this order. */
const people = (messages: readonly IncomingMessage[]): Person[] =>
  messages.flatMap(({ chat, participant, sentAt: namedAt }) =>
    (participant ? [chat, participant] : [chat]).map((person) => ({ ...person, namedAt })),
  );

/** A message that tells how far it had got is its own acknowledgement. */
const statusOf = ({ providerId, fromMe, status, sentAt }: IncomingMessage): Fact[] =>
  fromMe && status ? [{ providerId, status, at: sentAt }] : [];

/** Answers the messages that turned out to be deleted. */
function applyToKnown(desk: Desk): string[] {
  const deleted: string[] = [];
  for (const [providerId, message] of desk.messages) {
    const conversation = desk.conversation(message.conversationId);
    const known = desk.facts.get(providerId);
    if (!conversation || !known) continue;
    const told = applyFacts(message, known);
    appendTold(desk.unit, conversation, message, told);
    if (told.status) noteFailure(conversation, message);
    if (told.readOnPhone) conversation.unreadCount = Math.max(0, conversation.unreadCount - 1);
    if (told.deleted) deleted.push(message.id);
  }
  return deleted;
}

async function keepPriorChats(
  ctx: TenantContext,
  unit: UnitOfWork,
  channelId: string,
  identities: readonly Identity[],
): Promise<void> {
  const values = [...new Set(identities.filter(({ kind }) => kind !== 'GROUP').map(({ value }) => value))].sort();
  const now = ctx.platform.clock.now().getTime();
  for (let at = 0; at < values.length; at += CHUNK) {
    const some = values.slice(at, at + CHUNK);
    await unit.em.execute(
      `insert into prior_chat (channel_id, value, tenant_id, seen_at) values ${some.map(() => '(?, ?, ?, ?)').join(', ')} on conflict (channel_id, value) do nothing`,
      some.flatMap((value) => [channelId, value, ctx.tenantId, now]),
      'run',
    );
  }
}

function wake(ctx: TenantContext, unit: UnitOfWork, desk: Desk): void {
  for (const conversation of desk.agentDue) wakeAgent(ctx, unit, conversation);
  for (const conversation of desk.awayDue) wakeAway(ctx, unit, conversation);
  for (const conversation of desk.sendNext) wakeSender(ctx, unit, conversation.id);
}
