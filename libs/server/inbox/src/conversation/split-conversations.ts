import { LockMode } from '@mikro-orm/core';
import { identityKey, type Contact, type Identity, type MergedThread } from '@prosa/server/crm';
import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { identityOfJid } from '../inbound/identities-of';
import { Conversation, Message } from '../inbox.entities';
import { setLabels } from '../label/set-labels';
import { watchConversation } from './change-conversation';
import { openConversation } from './open-conversation';
import { recountConversation } from './recount-conversation';

/**
 * Takes a contact's threads apart by the chats that their messages came through: what came under `moving` becomes the other's,
 * what is older than a merge and what came since. A thread that a merge took away comes back under its old id.
 */
export async function splitConversations(
  ctx: TenantContext,
  unit: UnitOfWork,
  contact: Contact,
  other: Contact,
  moving: readonly Identity[],
  threads: readonly MergedThread[],
): Promise<void> {
  const moved = new Set(moving.map(identityKey));
  const isMoving = (jid: string) => {
    const identity = identityOfJid(jid);
    return identity !== null && moved.has(identityKey(identity));
  };
  const all = await unit.em.find(
    Conversation,
    { contactId: contact.id, isGroup: false },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  for (const conversation of all) {
    const { id, remoteJid } = conversation;
    await unit.em.nativeUpdate(Message, { conversationId: id, remoteJid: null }, { remoteJid });
    const chats = (
      (await unit.em.execute(
        `select distinct remote_jid as jid from message where tenant_id = ? and conversation_id = ?`,
        [ctx.tenantId, id],
        'all',
      )) as { jid: string }[]
    ).map(({ jid }) => jid);
    const theirs = chats.filter(isMoving);
    if (theirs.length === 0 && !isMoving(remoteJid)) continue;
    if (theirs.length === chats.length && (theirs.length > 0 || isMoving(remoteJid))) {
      const watch = watchConversation(unit, conversation);
      conversation.contactId = other.id;
      await nameAuthor(unit, conversation, other);
      watch.finish();
    } else {
      await takeOut(ctx, unit, conversation, other, { theirs, ours: chats.filter((jid) => !isMoving(jid)) }, threads);
    }
  }
}

async function takeOut(
  ctx: TenantContext,
  unit: UnitOfWork,
  conversation: Conversation,
  other: Contact,
  { theirs, ours }: { theirs: string[]; ours: string[] },
  threads: readonly MergedThread[],
): Promise<void> {
  const was = threads.find(({ into, channelId }) => into !== null && channelId === conversation.channelId);
  const watch = watchConversation(unit, conversation);
  const { channelId, isGroup, handler, handoffReason, agentId, assigneeId, teamId, status, snoozedUntil } =
    conversation;
  const taken = openConversation(ctx, unit, {
    id: was?.id ?? newId(),
    channelId,
    isGroup,
    // Who has the one has the other: nobody is left alone with half of it.
    ...{ handler, handoffReason, agentId, assigneeId, teamId, status, snoozedUntil },
    contactId: other.id,
    remoteJid: was?.remoteJid ?? (theirs.at(-1) as string),
    lastActivityAt: conversation.lastActivityAt,
    createdAt: was ? new Date(was.createdAt) : ctx.platform.clock.now(),
  });
  const takenWatch = watchConversation(unit, taken);
  await setLabels(unit, taken, conversation.labels);
  await unit.em.flush();
  await unit.em.nativeUpdate(
    Message,
    { conversationId: conversation.id, remoteJid: { $in: theirs } },
    { conversationId: taken.id },
  );
  await nameAuthor(unit, taken, other);
  await unit.em.execute(
    `update message_act set conversation_id = ? where tenant_id = ? and conversation_id = ?
        and message_id in (select id from message where tenant_id = ? and conversation_id = ?)`,
    [taken.id, ctx.tenantId, conversation.id, ctx.tenantId, taken.id],
    'run',
  );
  if (!ours.includes(conversation.remoteJid)) conversation.remoteJid = ours.at(-1) as string;
  await recountConversation(unit, conversation);
  await recountConversation(unit, taken);
  watch.finish();
  takenWatch.finish();
}

async function nameAuthor(unit: UnitOfWork, { id }: Conversation, { id: authorId }: Contact): Promise<void> {
  await unit.em.nativeUpdate(Message, { conversationId: id, authorKind: 'CONTACT' }, { authorId });
}
