import type { TenantContext } from '@prosa/server/platform';
import { askFor, repairWebhook } from './ask-server';
import { changeTended, reasonOf, tried } from './change-tended';
import { suspectGapSince } from './channel-gap';
import type { Evidence } from './channel-state';
import type { Channel } from './channels.entities';
import { GatewayError, type WhatsAppGateway } from './evolution';
import { isSilent, PROOF_SPREAD_MS, PROVEN_FOR_MS } from './next-check';
import { LIST_SOURCE, noteRepair, recordEvidence } from './record-evidence';
import { readServer } from './own-server/change-server';
import { areMany, type RollCall } from './roll-call';

/** What comes back by itself does so within this; after it a person should look. */
const BACK_WITHIN_MS = 3 * 60_000;

interface Look {
  evidence: Evidence;
  source: string;
  asked: Date;
}

/** Asks Evolution whether a channel is what we take it for: a drop need not have an event, and an event may be lost. */
export async function proveState(
  ctx: TenantContext,
  gateway: WhatsAppGateway,
  channel: Channel,
  rollCall: RollCall,
): Promise<void> {
  const started = ctx.platform.clock.now();
  if (channel.state === 'CONNECTED' && !isSilent(channel, started)) {
    const due = (channel.lastEvidenceAt?.getTime() ?? 0) + PROVEN_FOR_MS - Math.round(Math.random() * PROOF_SPREAD_MS);
    return changeTended(
      ctx,
      channel,
      (_, row) => void (row.checkAt = new Date(Math.min(due, row.auditAt?.getTime() ?? due))),
    );
  }
  const answer = await tried(look(ctx, gateway, channel, rollCall));
  const isOpen = !(answer instanceof GatewayError) && answer.evidence.kind === 'OPEN' && answer.source !== LIST_SOURCE;
  // A silent channel may be deaf. What goes wrong here is tried again when it is next silent.
  const repaired = isOpen && (await tried(repairWebhook(ctx.platform, gateway, channel))) === true;
  await changeTended(ctx, channel, async (unit, row) => {
    const { evidence, source, asked } = answer instanceof GatewayError ? refused(answer, started) : answer;
    await recordEvidence(ctx, unit, row, evidence, source, asked);
    if (repaired) {
      await suspectGapSince(unit, row, row.auditedAt ?? row.firstConnectedAt ?? started, started);
      noteRepair(ctx, unit, row, 'webhook');
    }
    const comesBack = row.state === 'RECONNECTING' || row.state === 'CONNECTING';
    if (comesBack && started.getTime() - row.stateSince.getTime() >= BACK_WITHIN_MS)
      await recordEvidence(ctx, unit, row, { kind: 'STUCK' }, source, started);
  });
}

/**
 * When many channels are due, the server's list is asked for first, once for all: it tells at once which have ended for good,
 * and that the server is away. That a channel is connected it proves only until the next audit, which asks for each alone.
 */
async function look(
  ctx: TenantContext,
  gateway: WhatsAppGateway,
  channel: Channel,
  rollCall: RollCall,
): Promise<Look> {
  const { platform } = ctx;
  // The list is of the operator's server.
  const isListed = (await readServer(ctx)) === null;
  if (isListed && (rollCall.isFresh() || (await areMany(platform)))) {
    const { info, asked } = await rollCall.of(channel);
    if (info?.state === 'CLOSE')
      return { evidence: { kind: 'CLOSED', statusReason: info.disconnectionReason }, source: LIST_SOURCE, asked };
    if (info?.state === 'OPEN' && channel.state === 'CONNECTED')
      return { evidence: { kind: 'OPEN' }, source: LIST_SOURCE, asked };
  }
  const asked = platform.clock.now();
  return { evidence: await askFor(gateway, channel), source: 'evolution answer: state', asked };
}

const refused = (error: GatewayError, asked: Date): Look => ({
  evidence: error.kind === 'NOT_FOUND' ? { kind: 'INSTANCE_DELETED' } : { kind: 'UNPROVEN', reason: reasonOf(error) },
  source: `evolution answer: ${error.kind}`,
  asked,
});
