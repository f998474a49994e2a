import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { MessageAck, type Message, type StoredReaction } from '../inbox.entities';
import { further, isDelivered, isRead } from '../message/message-status';
import type { Fact } from './intake';

/**
 * Takes the rows of these provider ids, making those that are missing. Whoever writes of a message takes its row first, so
 * that on PostgreSQL the message and its acknowledgement wait for each other instead of missing each other.
 */
export async function takeFacts(
  ctx: TenantContext,
  unit: UnitOfWork,
  channelId: string,
  providerIds: Iterable<string>,
): Promise<Map<string, MessageAck>> {
  const ids = [...new Set(providerIds)].sort();
  if (ids.length === 0) return new Map();
  const now = ctx.platform.clock.now().getTime();
  await unit.em.execute(
    `insert into message_ack (tenant_id, channel_id, provider_id, seen_at) values ${ids.map(() => '(?, ?, ?, ?)').join(', ')}
     on conflict (tenant_id, channel_id, provider_id) do update set seen_at = excluded.seen_at`,
    ids.flatMap((id) => [ctx.tenantId, channelId, id, now]),
    'run',
  );
  const rows = await unit.em.find(MessageAck, { channelId, providerId: { $in: ids } });
  return new Map(rows.map((row) => [row.providerId, row]));
}

/** Adds one fact to what is known. The result does not depend on the order in which facts come. */
export function addFact(known: MessageAck, fact: Fact): void {
  known.status = further(known.status ?? null, fact.status);
  if (isDelivered(fact.status)) known.deliveredAt = earlier(known.deliveredAt, fact.at);
  if (isRead(fact.status)) known.readAt = earlier(known.readAt, fact.at);
  if (fact.edit && !known.deletedAt && (!known.editedAt || fact.at >= known.editedAt)) {
    known.editedAt = fact.at;
    known.editedText = fact.edit.text;
  }
  if (fact.deleted) {
    known.deletedAt = earlier(known.deletedAt, fact.at);
    // What was taken back for everyone is kept nowhere.
    Object.assign(known, { editedText: null, editedAt: null, reactions: null });
  }
  if (fact.reaction && !known.deletedAt) known.reactions = withReaction(known.reactions ?? [], fact.reaction);
}

const earlier = (a: Date | null | undefined, b: Date) => (a && a <= b ? a : b);

/** One reaction each, the latest; one that was taken back stays as a blank, so that an older one told later does not return. */
function withReaction(reactions: readonly StoredReaction[], reaction: StoredReaction): StoredReaction[] {
  const same = (r: StoredReaction) => r.by === reaction.by && r.fromMe === reaction.fromMe;
  const before = reactions.find(same);
  if (before && isOlder(reaction, before)) return [...reactions];
  // Ours is told twice, by the answer to the call and by its event: only one of them knows the member.
  const memberId = reaction.memberId ?? (before && isSame(before, reaction) ? before.memberId : undefined);
  const after: StoredReaction = { ...reaction, ...(memberId && { memberId }) };
  return [...reactions.filter((r) => !same(r)), after].sort((a, b) => (a.by < b.by ? -1 : 1));
}

const isSame = (a: StoredReaction, b: StoredReaction) => a.at === b.at && a.emoji === b.emoji;
/** By time; two of one instant by their emoji, so that the order in which they are told does not matter. */
const isOlder = (told: StoredReaction, known: StoredReaction) =>
  told.at < known.at || (told.at === known.at && told.emoji < known.emoji);

/** What `applyFacts` changed on a message. */
export interface Told {
  status?: [unknown, unknown];
  edited?: boolean;
  deleted?: boolean;
  reacted?: boolean;
  /** An unread incoming message was read on the phone. */
  readOnPhone?: boolean;
}

/** Brings a message up to what is known of its provider id. */
export function applyFacts(message: Message, known: MessageAck): Told {
  const told: Told = {};
  if (message.direction === 'OUTBOUND') applyStatus(message, known, told);
  // Of what we had marked as read there, it is told as if somebody had read it on the phone.
  else if (isRead(known.status) && !message.readAt && !message.toldReadAt) {
    message.readAt = known.readAt ?? null;
    told.readOnPhone = true;
  }
  if (known.editedAt && known.editedAt.getTime() !== message.editedAt?.getTime()) {
    message.editedAt = known.editedAt;
    if (!message.deletedAt) message.text = known.editedText ?? null;
    told.edited = true;
  }
  if (known.deletedAt && !message.deletedAt) {
    Object.assign(message, { deletedAt: known.deletedAt, editedAt: null, text: null, detail: null, byAd: false });
    told.deleted = true;
  }
  const reactions = known.reactions?.filter(({ emoji }) => emoji !== '') ?? [];
  if (!message.deletedAt && JSON.stringify(reactions) !== JSON.stringify(message.detail?.reactions ?? [])) {
    const detail = { ...message.detail, reactions };
    if (reactions.length === 0) Reflect.deleteProperty(detail, 'reactions');
    message.detail = Object.keys(detail).length > 0 ? detail : null;
    told.reacted = true;
  }
  return told;
}

function applyStatus(message: Message, known: MessageAck, told: Told): void {
  const before = message.status;
  message.status = further(before, known.status);
  if (known.deliveredAt) message.deliveredAt = known.deliveredAt;
  if (known.readAt) message.readAt = known.readAt;
  if (message.status === before) return;
  told.status = [before, message.status];
  const failed = message.status === 'FAILED';
  message.failureCode = failed ? 'REJECTED' : null;
  message.failureMessage = failed ? 'WhatsApp did not accept the message.' : null;
  message.failureRetryable = failed ? true : null;
}
