import { Member } from '@prosa/server/identity';
import { inSight, newId, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { scopeOf } from '../conversation/change-conversation';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { Message, type Conversation } from '../inbox.entities';
import { appendStored } from '../message/message.events';
import { sortKey } from '../message/sort-key';
import { checkedText, fingerprint, type ContentInput } from '../outbound/message-content';
import { memberKey, sentOnce } from '../outbound/sent-once';
import { sightsOf } from './sights-of';

export interface WriteNote extends ContentInput {
  conversationId: string;
  replyToId?: string | null;
  mentionedMemberIds: readonly string[];
  clientKey: string;
}

const LONGEST_NOTE = 10_000;
const MOST_MENTIONS = 20;

/**
 * Writes what is for the team alone: it goes to no phone, the agent does not read it, and it leaves the conversation where it
 * is, with whom it is. Under the client's key it is there once. Throws NotFound, UserProblem.
 */
export async function writeNote(ctx: TenantContext, input: WriteNote): Promise<Message> {
  requireRight(ctx, 'inbox:reply');
  const memberId = requireMember(ctx);
  const clientKey = memberKey(input.clientKey);
  const text = notedText(input);
  const mentioned = [...new Set(input.mentionedMemberIds)].sort();
  if (mentioned.length > MOST_MENTIONS)
    throw new UserProblem('TOO_MANY', `At most ${MOST_MENTIONS} members.`, ['mentionedMemberIds']);
  const asked = fingerprint({ text, contactCards: mentioned.map((name) => ({ name })) });
  const isSame = ({ kind, detail }: Message) => kind === 'NOTE' && detail?.asked === asked;
  const { conversationId } = input;
  return sentOnce(ctx, { clientKey, conversationId, isSame }, async (unit, conversation) => {
    await requireReaders(unit, conversation, mentioned);
    const id = newId();
    const now = ctx.platform.clock.now();
    const message = unit.em.create(Message, {
      id,
      tenantId: ctx.tenantId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      direction: 'OUTBOUND',
      kind: 'NOTE',
      status: 'SENT',
      text,
      authorKind: 'MEMBER',
      authorId: memberId,
      clientKey,
      sortKey: sortKey(now, id),
      sentAt: now,
      detail: { asked, ...(mentioned.length > 0 && { mentionedMembers: mentioned }) },
      createdAt: now,
    } as never);
    appendStored(unit, conversation, message);
    return message;
  });
}

function notedText({ text, attachment, location, contactCards, replyToId }: WriteNote): string {
  if (attachment || location || contactCards || replyToId)
    throw new UserProblem('ONLY_TEXT', 'A note is text alone.', ['note']);
  return checkedText(text, ['text'], LONGEST_NOTE);
}

/** A mention that its member could not read would reach nobody. */
async function requireReaders(unit: UnitOfWork, conversation: Conversation, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const path = ['mentionedMemberIds'];
  const members = await unit.em.find(Member, { id: { $in: [...ids] }, active: true });
  if (members.length < ids.length) throw new UserProblem('MEMBER_NOT_FOUND', 'Mention active members.', path);
  const sights = await sightsOf(unit, members);
  if (!sights.every((sight) => inSight(sight, scopeOf(conversation))))
    throw new UserProblem('NOT_IN_SIGHT', 'Somebody whom you mention does not see this conversation.', path);
}
