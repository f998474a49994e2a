import { GatewayError, type WhatsAppGateway } from '@prosa/server/channels';
import {
  systemContext,
  type Clock,
  type JobHandler,
  type JobRequest,
  type Platform,
  type Sweep,
} from '@prosa/server/platform';
import { FINAL, PASSING, WORDS } from '../outbound/whatsapp-courier';
import { claimAct, type ClaimedAct } from './claim-act';
import { recordAct, type ActOutcome } from './record-act';

/** Asks the provider for one act. Never rejects: what went wrong is an outcome, and what cannot be told is UNKNOWN. */
export type DoAct = (claim: ClaimedAct) => Promise<ActOutcome>;

/** Job `conversation.act`: edits, deletes and reacts, one after the other, each outside of any transaction. */
export function conversationActJob(platform: Platform, doAct: DoAct): JobHandler {
  return {
    kind: 'conversation.act',
    concurrency: 4,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'conversation.act');
      while (!job.signal.aborted) {
        const claim = await claimAct(ctx, job.key);
        if (claim.kind === 'idle') return;
        if (claim.kind === 'later') return { again: claim.at };
        await recordAct(ctx, claim, await doAct(claim));
      }
      return { again: platform.clock.now() };
    },
  };
}

/** Acts whose wake-up was lost. */
export const actSweep = (platform: Platform): Sweep => ({
  kind: 'conversation.act',
  find: async (limit): Promise<JobRequest[]> => {
    const rows = await platform.db.read<{ tenant_id: string; conversation_id: string }>(
      `select distinct tenant_id, conversation_id from message_act where status <> 'FAILED' and due_at <= ? limit ${Number(limit)}`,
      [platform.clock.now().getTime() - 2_000],
    );
    return rows.map((row) => ({ kind: 'conversation.act', key: row.conversation_id, tenantId: row.tenant_id }));
  },
});

export type ActGateway = Pick<WhatsAppGateway, 'react' | 'editText' | 'deleteForEveryone'>;

export const actor =
  (gateway: ActGateway, clock: Clock): DoAct =>
  async (claim): Promise<ActOutcome> => {
    try {
      const { at } = await callFor(gateway, claim);
      return { kind: 'DONE', at: at ?? clock.now() };
    } catch (error) {
      if (!(error instanceof GatewayError) || !error.outcomeKnown) return { kind: 'UNKNOWN' };
      return {
        kind: 'NOT_DONE',
        code: FINAL.has(error.kind) ? 'REJECTED' : error.kind,
        message: FINAL.has(error.kind)
          ? 'WhatsApp did not accept it.'
          : (WORDS[error.kind] ?? 'The WhatsApp server refused it.'),
        again: PASSING.has(error.kind),
      };
    }
  };

function callFor(gateway: ActGateway, { act, content, instanceName: instance, key }: ClaimedAct) {
  if (act === 'EDIT') return gateway.editText({ instance, key, text: content });
  if (act === 'DELETE') return gateway.deleteForEveryone({ instance, key });
  return gateway.react({ instance, key, emoji: content });
}
