import { LockMode } from '@mikro-orm/core';
import { inSight, NotFound, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { Conversation } from '../inbox.entities';
import { scopeOf } from './change-conversation';
import { applyUpdate, requireRights, type UpdateConversation } from './update-conversation';

const MOST_AT_ONCE = 100;

/** What became of one of many. */
export interface Outcome {
  id: string;
  problem: UserProblem | null;
}

/** Changes many in one commit; one that is refused leaves the others be. Throws UserProblem for too many. */
export async function updateConversations(
  ctx: TenantContext,
  inputs: readonly UpdateConversation[],
): Promise<Outcome[]> {
  for (const input of inputs) requireRights(ctx, input);
  if (inputs.length > MOST_AT_ONCE) throw new UserProblem('TOO_MANY', `At most ${MOST_AT_ONCE} at a time.`, ['items']);
  return unitOfWork(ctx, async (unit) => {
    // Locked in one order, so that two who do this at once wait for each other and no more.
    const locked = await unit.em.find(
      Conversation,
      { id: { $in: inputs.map(({ id }) => id) } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    const byId = new Map(locked.map((row) => [row.id, row]));
    const outcomes: Outcome[] = [];
    for (const input of inputs) {
      const conversation = byId.get(input.id);
      const visible = conversation && inSight(ctx.sight, scopeOf(conversation)) ? conversation : null;
      try {
        if (!visible) throw new NotFound('Conversation');
        await applyUpdate(ctx, unit, visible, input);
        outcomes.push({ id: input.id, problem: null });
      } catch (error) {
        if (!(error instanceof UserProblem)) throw error;
        outcomes.push({ id: input.id, problem: error });
      }
    }
    return outcomes;
  });
}
