import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from './inbox.entities';

/** After the commit, asks the agent to look at a conversation when it is due. What it has to do lies in the row (`agentDueAt`). */
export function wakeAgent(ctx: TenantContext, unit: UnitOfWork, conversation: Conversation): void {
  unit.afterCommit(async () => {
    if (!conversation.agentDueAt) return;
    await ctx.platform.jobs.enqueue({
      kind: 'agent.reply',
      key: conversation.id,
      tenantId: ctx.tenantId,
      runAt: conversation.agentDueAt,
    });
  });
}

/** After the commit, has a contact told that nobody is there when that is due. */
export function wakeAway(ctx: TenantContext, unit: UnitOfWork, conversation: Conversation): void {
  unit.afterCommit(async () => {
    if (!conversation.awayDueAt) return;
    const { id: key, awayDueAt: runAt } = conversation;
    await ctx.platform.jobs.enqueue({ kind: 'conversation.away', key, tenantId: ctx.tenantId, runAt });
  });
}

/** After the commit, lets the next queued message of a conversation go out. */
export function wakeSender(ctx: TenantContext, unit: UnitOfWork, conversationId: string): void {
  unit.afterCommit(() =>
    ctx.platform.jobs.enqueue({ kind: 'conversation.send', key: conversationId, tenantId: ctx.tenantId }),
  );
}

/** After the commit, has what was written for later looked at when it is due. */
export function wakeScheduler(ctx: TenantContext, unit: UnitOfWork, conversationId: string, runAt: Date): void {
  unit.afterCommit(() =>
    ctx.platform.jobs.enqueue({ kind: 'conversation.schedule', key: conversationId, tenantId: ctx.tenantId, runAt }),
  );
}

/** After the commit, lets what was asked for messages of a conversation be done. */
export function wakeActor(ctx: TenantContext, unit: UnitOfWork, conversationId: string): void {
  unit.afterCommit(() =>
    ctx.platform.jobs.enqueue({ kind: 'conversation.act', key: conversationId, tenantId: ctx.tenantId }),
  );
}

/** After the commit, lets a conversation that waits for somebody of its team be dealt out. */
export function wakeDealer(unit: UnitOfWork, { teamId, assigneeId, status, handler }: Conversation): void {
  if (!teamId || assigneeId || status !== 'OPEN' || handler !== 'HUMAN') return;
  const { platform, tenantId } = unit.ctx;
  unit.afterCommit(() => platform.jobs.enqueue({ kind: 'team.deal', key: teamId, tenantId }));
}

/** After the commit, has an undecided send looked into, not before `runAt`. */
export function wakeSettler(ctx: TenantContext, unit: UnitOfWork, conversationId: string, runAt: Date): void {
  unit.afterCommit(() =>
    ctx.platform.jobs.enqueue({ kind: 'message.settle', key: conversationId, tenantId: ctx.tenantId, runAt }),
  );
}
