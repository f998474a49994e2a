import { LockMode } from '@mikro-orm/core';
import { Member, Team, TeamMember } from '@prosa/server/identity';
import { unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { watchConversation } from '../conversation/change-conversation';
import { Conversation } from '../inbox.entities';
import { deal, type Dealer } from './deal.rules';
import { TeamTurn } from './team-turn.entity';

const AT_ONCE = 100;
/** What waits for somebody of its team: people answer it, and nobody has it. */
export const WAITING = { assigneeId: null, status: 'OPEN', handler: 'HUMAN' } as const;

/**
 * Deals what waits for a team out to those who are there. The team's and its members' rows are locked: two processes that deal at
 * the same moment come one after the other, also for members of several teams. Returns how many were dealt.
 */
export async function dealConversations(ctx: TenantContext, teamId: string): Promise<number> {
  return unitOfWork(ctx, async (unit) => {
    const { em } = unit;
    const team = await em.findOne(Team, { id: teamId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (team?.assignment !== 'ROUND_ROBIN') return 0;
    const turns = await em.find(TeamTurn, { teamId });
    const dealers = await dealersOf(ctx, unit, teamId, turns);
    const waiting = await em.find(
      Conversation,
      { ...WAITING, teamId },
      {
        orderBy: { lastActivityAt: 'asc', id: 'asc' },
        limit: AT_ONCE,
        lockMode: LockMode.PESSIMISTIC_WRITE,
        refresh: true,
      },
    );
    const dealt = deal(
      waiting.map(({ id }) => id),
      dealers,
      team.capacity ?? null,
    );
    for (const { conversationId, memberId, turn } of dealt) {
      const conversation = waiting.find(({ id }) => id === conversationId) as Conversation;
      const watch = watchConversation(unit, conversation);
      conversation.assigneeId = memberId;
      watch.finish();
      const known = turns.find((one) => one.memberId === memberId);
      if (known) known.turn = turn;
      else turns.push(em.create(TeamTurn, { teamId, memberId, tenantId: ctx.tenantId, turn }));
    }
    return dealt.length;
  });
}

async function dealersOf(
  ctx: TenantContext,
  { em }: UnitOfWork,
  teamId: string,
  turns: readonly TeamTurn[],
): Promise<Dealer[]> {
  const ids = (await em.find(TeamMember, { teamId })).map(({ memberId }) => memberId);
  const members = await em.find(
    Member,
    { id: { $in: ids }, active: true },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (members.length === 0) return [];
  const counts = (await em.execute(
    `select assignee_id as id, count(*) as n from conversation
      where tenant_id = ? and status in ('OPEN', 'PENDING') and assignee_id in (${members.map(() => '?').join(', ')}) group by assignee_id`,
    [ctx.tenantId, ...members.map(({ id }) => id)],
    'all',
  )) as { id: string; n: number | string }[];
  return members.map(({ id, availability }) => ({
    id,
    availability,
    open: Number(counts.find((count) => count.id === id)?.n ?? 0),
    turn: turns.find((turn) => turn.memberId === id)?.turn ?? 0,
  }));
}
