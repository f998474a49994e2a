import type { TenantContext } from '@prosa/server/platform';
import { GatewayError, type WhatsAppGateway } from './evolution';
import { changeTended, reasonOf, tried } from './change-tended';
import type { Evidence } from './channel-state';
import type { Channel } from './channels.entities';
import { PROVEN_FOR_MS } from './next-check';
import { recordEvidence } from './record-evidence';
import { isStored, webhookOf } from './webhook-address';

/** What comes back by itself does so within this; after it a person should look. */
const BACK_WITHIN_MS = 3 * 60_000;

/** Asks Evolution whether a channel is what we take it for: a drop need not have an event, and an event may be lost. */
export async function proveState(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<void> {
  const asked = ctx.platform.clock.now();
  const provenUntil = (channel.lastEvidenceAt?.getTime() ?? 0) + PROVEN_FOR_MS;
  if (channel.state === 'CONNECTED' && provenUntil > asked.getTime()) {
    return changeTended(ctx, channel, (_, row) => void (row.checkAt = new Date(provenUntil)));
  }
  const answer = await tried(ask(gateway, channel));
  if (!(answer instanceof GatewayError) && answer.kind === 'OPEN') await tried(keepWebhook(ctx, gateway, channel));
  await changeTended(ctx, channel, async (unit, row) => {
    const evidence = answer instanceof GatewayError ? refused(answer) : answer;
    const source = answer instanceof GatewayError ? `evolution answer: ${answer.kind}` : 'evolution answer: state';
    await recordEvidence(ctx, unit, row, evidence, source, asked);
    const comesBack = row.state === 'RECONNECTING' || row.state === 'CONNECTING';
    if (comesBack && asked.getTime() - row.stateSince.getTime() >= BACK_WITHIN_MS) await recordEvidence(ctx, unit, row, { kind: 'STUCK' }, source, asked);
  });
}

async function ask(gateway: WhatsAppGateway, { instanceName }: Channel): Promise<Evidence> {
  const state = await gateway.connectionState(instanceName);
  if (state === 'OPEN') return { kind: 'OPEN' };
  if (state === 'CONNECTING') return { kind: 'CONNECTING' };
  return { kind: 'CLOSED', statusReason: (await gateway.fetchInstance(instanceName))?.disconnectionReason ?? null };
}

/** A silent channel may be deaf: its instance must still know our door. What goes wrong here is tried again when it is next silent. */
async function keepWebhook(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<void> {
  const webhook = webhookOf(ctx.platform, channel);
  if (!isStored(await gateway.findWebhook(channel.instanceName), webhook)) await gateway.setWebhook(webhook);
}

const refused = (error: GatewayError): Evidence => (error.kind === 'NOT_FOUND' ? { kind: 'INSTANCE_DELETED' } : { kind: 'UNPROVEN', reason: reasonOf(error) });
