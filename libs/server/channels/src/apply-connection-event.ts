import type { Platform, TenantContext, UnitOfWork } from '@prosa/server/platform';
import { IntegrationRow } from '@prosa/server/integrations';
import type { WhatsAppEvent } from './evolution';
import type { Channel } from './channels.entities';
import type { Evidence } from './channel-state';
import { keepCode } from './qr-code';
import { announce, recordEvidence } from './record-evidence';

/** Lets one event act on the channel's connection, inside the drain's unit of work. Events about people and messages prove that it is open. */
export async function applyConnectionEvent(ctx: TenantContext, unit: UnitOfWork, channel: Channel, event: WhatsAppEvent, receivedAt: Date): Promise<void> {
  const evidence = evidenceOf(event);
  if (!evidence) return;
  await clearUnreachable(unit, channel);
  await recordEvidence(ctx, unit, channel, evidence, `evolution event: ${event.type}`, receivedAt);
  if (event.type === 'QrCodeIssued' && channel.state === 'WAITING_SCAN') {
    keepCode(ctx.platform.secrets, channel, { code: event.code, imageDataUrl: event.imageDataUrl, pairingCode: event.pairingCode }, receivedAt);
    announce(unit, channel);
    watchCode(ctx.platform, ctx.tenantId, unit, channel);
  }
  if (event.type === 'ConnectionChanged') keepProfile(unit, channel, event);
}

function evidenceOf(event: WhatsAppEvent): Evidence | null {
  switch (event.type) {
    case 'QrCodeIssued':
      return { kind: 'QR_ISSUED' };
    case 'QrLimitReached':
      return { kind: 'QR_LIMIT' };
    case 'LoggedOut':
      return { kind: 'LOGGED_OUT' };
    case 'InstanceDeleted':
      return { kind: 'INSTANCE_DELETED' };
    case 'MessageReceived':
      return { kind: 'MESSAGE' };
    case 'ConnectionChanged':
      if (event.state === 'OPEN') return { kind: 'OPEN' };
      if (event.state === 'CONNECTING') return { kind: 'CONNECTING' };
      // `refused` says that no code is given any more; the limit's own event says the same.
      return event.state === 'REFUSED' ? { kind: 'QR_LIMIT' } : { kind: 'CLOSED', statusReason: event.statusReason };
    default:
      return null;
  }
}

/** An event came in, so Evolution reaches us after all. */
async function clearUnreachable(unit: UnitOfWork, channel: Channel): Promise<void> {
  if (channel.state === 'CONNECTED') return;
  const integration = await unit.em.findOneOrFail(IntegrationRow, { id: channel.id });
  if (!integration.problem?.startsWith('WEBHOOK_UNREACHABLE')) return;
  integration.problem = null;
  integration.status = 'CONNECTING';
  announce(unit, channel);
}

function keepProfile(unit: UnitOfWork, channel: Channel, event: Extract<WhatsAppEvent, { type: 'ConnectionChanged' }>): void {
  if (event.state !== 'OPEN') return;
  const changed = (event.ownNumber && event.ownNumber !== channel.phoneNumber) || (event.profileName && event.profileName !== channel.profileName);
  channel.phoneNumber = event.ownNumber ?? channel.phoneNumber;
  channel.profileName = event.profileName ?? channel.profileName;
  channel.profilePictureUrl = event.profilePictureUrl ?? channel.profilePictureUrl;
  if (changed) unit.append({ type: 'CHANNEL_CHANGED', node: { type: 'Channel', id: channel.id }, version: channel.version, audience: { kind: 'tenant' } });
}

/** A code that runs out without a next one must not stay on the screen as if it could be scanned. */
function watchCode(platform: Platform, tenantId: string, unit: UnitOfWork, channel: Channel): void {
  const runAt = new Date((channel.qrExpiresAt as Date).getTime() + 16_000);
  unit.afterCommit(() => platform.jobs.enqueue({ kind: 'channel.provision', key: channel.id, tenantId, runAt }));
}
