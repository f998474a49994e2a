import {
  appendContactEvent,
  ContactIdentity,
  mergedInto,
  mergeInto,
  betterName,
  type Contact,
} from '@prosa/server/crm';
import { unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { mergeConversations } from '../conversation/merge-conversations';
import { holdChannels, scopesOf, takeContacts } from './take-contacts';

/**
 * Makes one person of several contacts: `keepId` stays, with a name that a member typed for either. Their threads on one channel
 * become one. A trail stays, by which `splitContact` takes them apart again. Throws NotFound, UserProblem.
 */
export async function mergeContacts(
  ctx: TenantContext,
  input: { keepId: string; mergeIds: string[] },
): Promise<Contact> {
  requireRight(ctx, 'inbox:reply');
  const memberId = requireMember(ctx);
  if (input.mergeIds.length === 0 || input.mergeIds.length > 20)
    throw new UserProblem('INVALID', 'Choose 1 to 20 contacts to merge.', ['mergeIds']);
  return unitOfWork(ctx, async (unit) => {
    await holdChannels(unit);
    const [kept, ...others] = (await takeContacts(ctx, unit, [input.keepId, ...input.mergeIds])) as [
      Contact,
      ...Contact[],
    ];
    const gone = [...new Set(others)];
    if (gone.includes(kept))
      throw new UserProblem('SAME_CONTACT', 'A contact cannot be merged with itself.', ['mergeIds']);
    const ids = [kept, ...gone].map(({ id }) => id);
    if (await unit.em.findOne(ContactIdentity, { contactId: { $in: ids }, kind: 'GROUP' }))
      throw new UserProblem('GROUP', 'A group is no person.', ['mergeIds']);
    for (const other of gone) {
      const trail = await mergeInto(ctx, unit, kept, other, { cause: 'MEMBER', memberId });
      await mergeConversations(unit, other.id, kept.id, trail);
      // Of two names of one source the kept one's stays, whichever is newer: that is what was chosen.
      const { name, nameSource, namedAt = null } = betterName(kept, { name: other.name, nameSource: other.nameSource });
      Object.assign(kept, {
        name,
        nameSource,
        namedAt,
        version: kept.version + 1,
        updatedAt: ctx.platform.clock.now(),
      });
      appendContactEvent(unit, 'CONTACTS_MERGED', kept, await scopesOf(unit, kept.id), mergedInto(other.id, kept.id));
    }
    return kept;
  });
}
