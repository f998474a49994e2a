import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { IntegrationRow } from '@prosa/server/integrations';
import { suspectGap } from './channel-gap';
import { expectsEvents, isOfEvolution, nextState, statusInTrouble, statusOf, type Evidence } from './channel-state';
import { ChannelStateChange, type Channel } from './channels.entities';
import { nextAudit, nextCheck } from './next-check';
import { webhookUrl } from './webhook-address';

/** Proof of the same state again is written at most this often: a busy channel proves itself with every message. */
export const PROOF_EVERY_MS = 30_000;
/** What a server's list says of a channel is what its database holds: the weakest proof. */
export const LIST_SOURCE = 'evolution answer: list';

/**
 * Lets `evidence` act on a channel inside an open unit of work: the one place where a channel's state changes. Keeps the
 * history row and tells the log. `at` is when the evidence arose; older evidence than the present state's is dropped.
 */
export async function recordEvidence(ctx: TenantContext, unit: UnitOfWork, channel: Channel, evidence: Evidence, source: string, at: Date): Promise<void> {
  if (channel.lastEvidenceAt && at < channel.lastEvidenceAt && evidence.kind !== 'CONNECT_REQUESTED') return;
  const next = precedesCode(channel, evidence, at) ? null : nextState({ state: channel.state, reason: channel.stateReason ?? null }, evidence);
  if (!next) return keepProof(unit, channel, evidence, source, at);
  const before = channel.state;
  const wasAway = isOfEvolution(channel.stateReason ?? null);
  if (next.state === 'CONNECTED' && channel.firstConnectedAt) await suspectGap(unit, channel, ctx.platform.clock.now());
  Object.assign(channel, { state: next.state, stateReason: next.reason, stateSince: at, lastEvidenceAt: at, evidence: source });
  if (next.state !== 'WAITING_SCAN' && next.state !== 'CONNECTING') clearCode(channel);
  channel.trouble = null;
  if (next.state !== 'CONNECTED') channel.auditAt = null;
  else {
    channel.firstConnectedAt ??= at;
    // A server that was away is looked at as soon as something of it comes in.
    channel.auditAt = wasAway ? at : nextAudit(at);
  }
  channel.checkAt = nextCheck(channel, at);
  await tellIntegration(ctx, unit, channel, next.state === 'CONNECTED' ? at : null);
  keepHistory(unit, channel, source, at);
  announce(unit, channel, { state: [before, next.state] });
}

function keepHistory(unit: UnitOfWork, channel: Channel, evidence: string, at: Date): void {
  const { id: channelId, tenantId, state, stateReason } = channel;
  unit.em.create(ChannelStateChange, { tenantId, channelId, state, since: at, reason: stateReason ?? null, evidence, evidenceAt: at });
}

/** Something at the server was not as we had set it, and is again: it stands in the channel's history. */
export function noteRepair({ platform }: TenantContext, unit: UnitOfWork, channel: Channel, what: 'webhook' | 'settings'): void {
  keepHistory(unit, channel, `repaired: ${what}`, platform.clock.now());
  announce(unit, channel);
}

/** What keeps a linked phone from working, or null when nothing does. */
export async function noteTrouble(ctx: TenantContext, unit: UnitOfWork, channel: Channel, trouble: string | null): Promise<void> {
  if ((channel.trouble ?? null) === trouble) return;
  channel.trouble = trouble;
  await tellIntegration(ctx, unit, channel);
  announce(unit, channel);
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
  const trouble = channel.state === 'CONNECTED' ? (channel.trouble ?? null) : null;
  const standing = { state: channel.state, reason: channel.stateReason ?? null };
  integration.status = unreachable ? 'ACTION_NEEDED' : trouble ? statusInTrouble(trouble) : statusOf(standing);
  integration.problem = unreachable ? `WEBHOOK_UNREACHABLE ${webhookUrl(ctx.platform.config, channel.webhookKey)}` : (trouble ?? standing.reason);
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
