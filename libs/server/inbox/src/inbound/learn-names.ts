import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Channel } from '@prosa/server/channels';
import { announceContacts, ContactIdentity, learnAbout, type Identity } from '@prosa/server/crm';
import { unitOfWork, type TenantContext } from '@prosa/server/platform';
import { scopeOf } from '../conversation/change-conversation';
import { followMerges } from '../conversation/merge-conversations';
import { Conversation } from '../inbox.entities';
import { identityOfJid } from './identities-of';

/**
 * WhatsApp has what we sent to somebody under other jids than we knew: they are theirs, too. Should they be somebody else's here,
 * the two become one person. Nothing is lost when this fails: the next message tells it again.
 */
export async function learnNames(
  ctx: TenantContext,
  channelId: string,
  contactId: string,
  jids: readonly (string | null | undefined)[],
): Promise<void> {
  const named = jids.map(identityOfJid).filter((identity): identity is Identity => identity !== null);
  if (named.length === 0) return;
  const theirs = await ctx.em.find(
    ContactIdentity,
    { $or: named.map((identity) => ({ ...identity })) },
    { refresh: true },
  );
  if (
    named.every(({ kind, value }) =>
      theirs.some((one) => one.kind === kind && one.value === value && one.contactId === contactId),
    )
  )
    return;
  try {
    await unitOfWork(ctx, async (unit) => {
      await unit.em.findOne(Channel, { id: channelId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const learned = await learnAbout(ctx, unit, [{ identities: named, pushName: null, contactId }]);
      await followMerges(unit, learned);
      const touched = [...learned.changed.keys(), ...learned.merged.map(({ into }) => into)].map(({ id }) => id);
      const conversations = await unit.em.find(Conversation, { contactId: { $in: touched } });
      announceContacts(unit, learned, ({ id }) => conversations.filter((one) => one.contactId === id).map(scopeOf));
    });
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
  }
}
