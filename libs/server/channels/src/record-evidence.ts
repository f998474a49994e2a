import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { IntegrationRow } from '@prosa/server/integrations';
import { suspectGap } from './channel-gap';
import { expectsEvents, nextState, statusOf, type Evidence } from './channel-state';
import { ChannelStateChange, type Channel } from './channels.entities';
import { nextCheck } from './next-check';
import { webhookUrl } from './webhook-address';

/** Proof of the same state again is written at most this often: a busy channel proves itself with every message. */
export const PROOF_EVERY_MS = 30_000;

/**
 * Lets `evidence` act on a channel inside an open unit of work: the one place where a channel's state changes. Keeps the
 * history row and tells the log. `at` is when the evidence arose; older evidence than the present state's is dropped.
 */
export async function recordEvidence(ctx: TenantContext, unit: UnitOfWork, channel: Channel, evidence: Evidence, source: string, at: Date): Promise<void> {
  if (channel.lastEvidenceAt && at < channel.lastEvidenceAt && evidence.kind !== 'CONNECT_REQUESTED') return;
  const next = precedesCode(channel, evidence, at) ? null : nextState({ state: channel.state, reason: channel.stateReason ?? null }, evidence);
  if (!next) return keepProof(unit, channel, evidence, source, at);
  const before = channel.state;
  if (next.state === 'CONNECTED' && channel.firstConnectedAt) await suspectGap(unit, channel, ctx.platform.clock.now());
  Object.assign(channel, { state: next.state, stateReason: next.reason, stateSince: at, lastEvidenceAt: at, evidence: source });
  if (next.state !== 'WAITING_SCAN' && next.state !== 'CONNECTING') clearCode(channel);
  channel.checkAt = nextCheck(channel, at);
  if (next.state === 'CONNECTED') channel.firstConnectedAt ??= at;
  await tellIntegration(ctx, unit, channel, next.state === 'CONNECTED' ? at : null);
  unit.em.create(ChannelStateChange, {
    tenantId: ctx.tenantId,
    channelId: channel.id,
    state: next.state,
    since: at,
    reason: next.reason,
    evidence: source,
    evidenceAt: at,
  });
  announce(unit, channel, { state: [before, next.state] });
}

/** Only what could have changed the state proves it: that we could not find out does not. */
async function keepProof(unit: UnitOfWork, channel: Channel, evidence: Evidence, source: string, at: Date): Promise<void> {
  if (evidence.kind === 'UNPROVEN' || evidence.kind === 'STUCK') return;
  if (channel.lastEvidenceAt && at.getTime() - channel.lastEvidenceAt.getTime() < PROOF_EVERY_MS) return;
  channel.lastEvidenceAt = at;
  channel.evidence = source;
  if (channel.state === 'CONNECTED') (await unit.em.findOneOrFail(IntegrationRow, { id: channel.id })).lastSuccessAt = at;
}

/** Puts a channel's state into the words of all integrations. `connectedAt`: it was proven connected then. */
export async function tellIntegration(ctx: TenantContext, unit: UnitOfWork, channel: Channel, connectedAt: Date | null = null): Promise<void> {
  const integration = await unit.em.findOneOrFail(IntegrationRow, { id: channel.id });
  const unreachable = channel.unreachableSince && expectsEvents(channel.state);
  integration.status = unreachable ? 'ACTION_NEEDED' : statusOf({ state: channel.state, reason: channel.stateReason ?? null });
  integration.problem = unreachable ? `WEBHOOK_UNREACHABLE ${webhookUrl(ctx.platform.config, channel.webhookKey)}` : (channel.stateReason ?? null);
  if (connectedAt) Object.assign(integration, { connectedAt, lastSuccessAt: connectedAt });
}

/** Deliveries are unordered: the `connecting` that precedes the first code can arrive just after it, and is no scan. */
function precedesCode(channel: Channel, evidence: Evidence, at: Date): boolean {
  return evidence.kind === 'CONNECTING' && channel.state === 'WAITING_SCAN' && at.getTime() - channel.stateSince.getTime() < 2_000;
}

/** The code must not outlive its use. */
export function clearCode(channel: Channel): void {
  channel.qrCodeSealed = null;
  channel.qrExpiresAt = null;
}

/** Tells the log that a channel's connection (state or code) changed; never carries the code. */
export function announce(unit: UnitOfWork, channel: Channel, changes?: Record<string, [unknown, unknown]>): void {
  channel.version += 1;
  unit.append({
    type: 'CHANNEL_CONNECTION_CHANGED',
    node: { type: 'Channel', id: channel.id },
    version: channel.version,
    audience: { kind: 'tenant' },
    ...(changes && { changes }),
  });
}
