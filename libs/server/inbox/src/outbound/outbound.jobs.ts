import { systemContext, type JobHandler, type JobRequest, type Platform, type Sweep } from '@prosa/server/platform';
import { OUTSTANDING } from '../message/message-status';
import { claimNext, HANDOVER_MS, type SendClaim, type Typing } from './claim-next';
import { Memory } from './memory';
import { recordOutcome, type Outcome } from './record-outcome';
import { settleMessages, type FindSent } from './settle-messages';

/** Hands a message to the provider. Never rejects: what went wrong is an outcome, and what cannot be told is UNKNOWN. */
export type Send = (claim: SendClaim) => Promise<Outcome>;

/** Shows "typing…": not waited for, and whatever becomes of it is no matter. */
export type ShowTyping = (typing: Typing) => void;

/** Of files that are on their way out. */
const MOST_BYTES_AT_ONCE = 96 * 1024 * 1024;

/** Job `conversation.send`: sends what a conversation has queued, one after the other, each outside of any transaction. */
export function conversationSendJob(
  platform: Platform,
  send: Send,
  showTyping: ShowTyping = () => undefined,
): JobHandler {
  const memory = new Memory(MOST_BYTES_AT_ONCE);
  return {
    kind: 'conversation.send',
    concurrency: 8,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'conversation.send');
      while (!job.signal.aborted) {
        const room = memory.room();
        try {
          const claim = await claimNext(ctx, job.key, room);
          if (claim.kind === 'idle') return;
          if (claim.kind === 'later') {
            if (claim.typing) showTyping(claim.typing);
            return { again: claim.at };
          }
          await recordOutcome(ctx, claim.messageId, await send(claim));
        } finally {
          room.free();
        }
      }
      return { again: platform.clock.now() };
    },
  };
}

/** Job `message.settle`: finds out about sends whose outcome is open; then the next message may go. */
export function messageSettleJob(platform: Platform, findSent: FindSent): JobHandler {
  return {
    kind: 'message.settle',
    concurrency: 4,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'message.settle');
      const again = await settleMessages(ctx, job.key, findSent);
      if (again) return { again };
      await platform.jobs.enqueue({ kind: 'conversation.send', key: job.key, tenantId: job.tenantId });
    },
  };
}

/** Work whose wake-up was lost, and messages that waited for their channel to connect. */
export function outboundSweeps(platform: Platform): Sweep[] {
  const sweep = (kind: string, condition: string, params: (now: number) => unknown[]): Sweep => ({
    kind,
    find: async (limit): Promise<JobRequest[]> => {
      const rows = await platform.db.read<{ tenant_id: string; conversation_id: string }>(
        `select distinct m.tenant_id, m.conversation_id from message m join channel c on c.id = m.channel_id
          where m.status in ${OUTSTANDING} and (${condition}) limit ${Number(limit)}`,
        params(platform.clock.now().getTime()),
      );
      return rows.map((row) => ({ kind, key: row.conversation_id, tenantId: row.tenant_id }));
    },
  });
  return [
    sweep(
      'conversation.send',
      `(m.status = 'QUEUED' and m.queued_at < ? and (m.send_after is null or m.send_after <= ?) and (c.state = 'CONNECTED' or c.deleted_at is not null))
        or (m.status = 'SENDING' and m.sending_at < ?)`,
      (now) => [now - 2_000, now, now - HANDOVER_MS],
    ),
    sweep('message.settle', `m.status = 'UNCONFIRMED' and m.failure_code is null and m.sending_at < ?`, (now) => [
      now - 5_000,
    ]),
  ];
}
