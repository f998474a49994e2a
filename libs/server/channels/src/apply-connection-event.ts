import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { IntegrationRow } from '@prosa/server/integrations';
import type { WhatsAppEvent } from './evolution';
import type { Channel } from './channels.entities';
import type { Evidence } from './channel-state';
import { nextCheck } from './next-check';
import { keepCode } from './qr-code';
import { announce, PROOF_EVERY_MS, recordEvidence, tellIntegration } from './record-evidence';

/** A message proves a connection only while it is young: a delivery can be repeated for twenty minutes. */
const PROVES_FOR_MS = 60_000;

/** Lets one event act on the channel's connection, inside the drain's unit of work. A message proves that it is open. */
export async function applyConnectionEvent(ctx: TenantContext, unit: UnitOfWork, channel: Channel, event: WhatsAppEvent, receivedAt: Date): Promise<void> {
  const said = evidenceOf(event, receivedAt);
  if (!said) return;
  const evidence: Evidence = channel.logoutRequestedAt && isLogout(said) ? { kind: 'DISCONNECTED_BY_US' } : said;
  await recordEvidence(ctx, unit, channel, evidence, `evolution event: ${event.type}`, receivedAt);
  if (event.type === 'QrCodeIssued' && channel.state === 'WAITING_SCAN') {
    const code = { code: event.code, imageDataUrl: event.imageDataUrl, pairingCode: event.pairingCode };
    if (keepCode(ctx.platform.secrets, channel, code, receivedAt, ctx.platform.clock.now())) announce(unit, channel);
    channel.checkAt = nextCheck(channel, receivedAt);
  }
  if (event.type === 'ConnectionChanged') keepProfile(unit, channel, event);
}

/** Something came in at the channel's door at `at`, whatever it was: Evolution reaches us. Written once per half minute. */
export async function noteHeard(ctx: TenantContext, unit: UnitOfWork, channel: Channel, at: Date): Promise<void> {
  const { heardAt, connectRequestedAt } = channel;
  if (connectRequestedAt && at < connectRequestedAt) return;
  if (heardAt && at < heardAt) return; // taken in late, or once more: it does not show that deliveries come now
  const known = heardAt && at.getTime() - heardAt.getTime() < PROOF_EVERY_MS && (!connectRequestedAt || heardAt >= connectRequestedAt);
  if (known && !channel.unreachableSince) return;
  if (!heardAt || at > heardAt) channel.heardAt = at;
  (await unit.em.findOneOrFail(IntegrationRow, { id: channel.id })).lastSuccessAt = at;
  if (!channel.unreachableSince) return;
  channel.unreachableSince = null;
  await tellIntegration(ctx, unit, channel);
  announce(unit, channel);
}

function evidenceOf(event: WhatsAppEvent, receivedAt: Date): Evidence | null {
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
      return receivedAt.getTime() - event.sentAt.getTime() < PROVES_FOR_MS ? { kind: 'MESSAGE' } : null;
    case 'ConnectionChanged':
      if (event.state === 'OPEN') return { kind: 'OPEN' };
      if (event.state === 'CONNECTING') return { kind: 'CONNECTING' };
      // `refused` says that no code is given any more; the limit's own event says the same.
      return event.state === 'REFUSED' ? { kind: 'QR_LIMIT' } : { kind: 'CLOSED', statusReason: event.statusReason };
    default:
      return null;
  }
}

const isLogout = (evidence: Evidence): boolean => evidence.kind === 'LOGGED_OUT' || (evidence.kind === 'CLOSED' && evidence.statusReason === 401);

function keepProfile(unit: UnitOfWork, channel: Channel, event: Extract<WhatsAppEvent, { type: 'ConnectionChanged' }>): void {
  if (event.state !== 'OPEN') return;
  const { phoneNumber, profileName, profilePictureUrl } = channel;
  channel.phoneNumber = event.ownNumber ?? phoneNumber;
  channel.profileName = event.profileName?.slice(0, 200) ?? profileName;
  channel.profilePictureUrl = event.profilePictureUrl ?? profilePictureUrl;
  const changed = channel.phoneNumber !== phoneNumber || channel.profileName !== profileName || channel.profilePictureUrl !== profilePictureUrl;
  if (!changed) return;
  channel.version += 1;
  unit.append({ type: 'CHANNEL_CHANGED', node: { type: 'Channel', id: channel.id }, version: channel.version, audience: { kind: 'tenant' } });
}
