import { Contact, mayWriteTo } from '@prosa/server/crm';
import { UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';

/** Throws UserProblem OPTED_OUT when this person wants no messages, and has not written within the last day either. */
export async function requireWelcome(
  ctx: TenantContext,
  unit: UnitOfWork,
  { contactId, lastInboundAt }: Conversation,
  path: readonly string[],
): Promise<void> {
  const contact = await unit.em.findOneOrFail(Contact, { id: contactId });
  if (mayWriteTo(contact, lastInboundAt, ctx.platform.clock.now())) return;
  throw new UserProblem(
    'OPTED_OUT',
    'This person asked for no more messages. You can answer for a day after they write.',
    path,
  );
}
