import type { UnitOfWork, TenantContext } from '@prosa/server/platform';
import { IntegrationRow } from '@prosa/server/integrations';
import { nextState, STATUS_OF, type Evidence } from './channel-state';
import { ChannelStateChange, type Channel } from './channels.entities';

/** Proof of the same state again is written at most this often: a busy channel proves itself with every message. */
const PROOF_EVERY_MS = 30_000;

/**
 * Lets `evidence` act on a channel inside an open unit of work: the one place where a channel's state changes. Keeps the
 * history row and tells the log. `at` is when the evidence arose; older evidence than the present state's is dropped.
 */
export async function recordEvidence(ctx: TenantContext, unit: UnitOfWork, channel: Channel, evidence: Evidence, source: string, at: Date): Promise<void> {
  if (channel.lastEvidenceAt && at < channel.lastEvidenceAt && evidence.kind !== 'CONNECT_REQUESTED') return;
  const change = precedesCode(channel, evidence, at) ? null : nextState(channel.state, evidence);
  if (!change) {
    const stale = !channel.lastEvidenceAt || at.getTime() - channel.lastEvidenceAt.getTime() >= PROOF_EVERY_MS;
    if (!stale) return;
    channel.lastEvidenceAt = at;
    channel.evidence = source;
    return;
  }
  const before = channel.state;
  Object.assign(channel, { state: change.state, stateReason: change.reason, stateSince: at, lastEvidenceAt: at, evidence: source });
  if (change.state !== 'WAITING_SCAN' && change.state !== 'CONNECTING') clearCode(channel);
  const integration = await unit.em.findOneOrFail(IntegrationRow, { id: channel.id });
  integration.status = STATUS_OF[change.state];
  integration.problem = change.reason;
  if (change.state === 'CONNECTED') {
    channel.firstConnectedAt ??= at;
    integration.connectedAt = at;
    integration.lastSuccessAt = at;
  }
  unit.em.create(ChannelStateChange, {
    tenantId: ctx.tenantId,
    channelId: channel.id,
    state: change.state,
    since: at,
    reason: change.reason,
    evidence: source,
    evidenceAt: at,
  });
  announce(unit, channel, { state: [before, change.state] });
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
