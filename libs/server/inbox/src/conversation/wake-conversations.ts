import { LockMode } from '@mikro-orm/core';
import { systemContext, unitOfWork, type JobHandler, type Platform, type Sweep } from '@prosa/server/platform';
import { Conversation } from '../inbox.entities';
import { watchConversation } from './change-conversation';
import { reopen } from './conversation.rules';

/** Job `conversation.wake`: opens a snoozed conversation when its time has come. */
export function wakeConversationJob(platform: Platform): JobHandler {
  return {
    kind: 'conversation.wake',
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'conversation.wake');
      await unitOfWork(ctx, async (unit) => {
        const conversation = await unit.em.findOne(
          Conversation,
          { id: job.key },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (
          conversation?.status !== 'SNOOZED' ||
          !conversation.snoozedUntil ||
          conversation.snoozedUntil > platform.clock.now()
        )
          return;
        const watch = watchConversation(unit, conversation);
        reopen(conversation);
        // It is due now: it comes up again where one looks first.
        conversation.lastActivityAt = platform.clock.now();
        watch.finish();
      });
    },
  };
}

/** The row says when: this sweep is the alarm clock. */
export function wakeConversationSweep(platform: Platform): Sweep {
  return {
    kind: 'conversation.wake',
    find: async (limit) => {
      const rows = await platform.db.read<{ id: string; tenant_id: string }>(
        `select id, tenant_id from conversation where status = 'SNOOZED' and snoozed_until <= ? order by snoozed_until limit ?`,
        [platform.clock.now().getTime(), limit],
      );
      return rows.map((row) => ({ kind: 'conversation.wake', key: row.id, tenantId: row.tenant_id }));
    },
  };
}
