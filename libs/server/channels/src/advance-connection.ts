import type { TenantContext } from '@prosa/server/platform';
import { GatewayError, type ConnectAnswer, type WhatsAppGateway } from './evolution';
import { wantedSettings } from './audit-channel';
import { changeTended, reasonOf, tried } from './change-tended';
import type { Channel } from './channels.entities';
import { ASK_AGAIN_MS } from './next-check';
import { codeOf, keepCode } from './qr-code';
import { announce, recordEvidence, tellIntegration } from './record-evidence';
import { webhookOf } from './webhook-address';

/** A code that ran out may be followed by the next one's event for so long. */
const NEXT_CODE_WITHIN_MS = 5_000;
/** Evolution says "no code yet" for so long before that is a failure. */
const CODE_WITHIN_MS = 60_000;
/** For as long as a person would wait, codes are asked for that no event has brought. */
const ASKED_FOR_MS = 5 * 60_000;

/** One step from Connect to a code on the screen: makes instance and webhook, starts pairing, and stands in for events that do not come. */
export async function advanceConnection(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<void> {
  const asked = ctx.platform.clock.now();
  if (channel.state === 'CREATING') {
    const answer = await tried(startPairing(ctx, gateway, channel));
    return changeTended(ctx, channel, (unit, row) => {
      if (answer instanceof GatewayError) return recordEvidence(ctx, unit, row, { kind: 'FAILED', reason: reasonOf(answer) }, `evolution answer: ${answer.kind}`, asked);
      return recordEvidence(ctx, unit, row, { kind: answer.kind === 'open' ? 'OPEN' : 'INSTANCE_CREATED' }, 'evolution answer: connect', ctx.platform.clock.now());
    });
  }
  if (await waitsForEvent(ctx, channel)) return;
  const answer = await tried(gateway.connect(channel.instanceName, channel.pairingPhone ?? undefined));
  await takeAnswer(ctx, channel, answer, asked);
}

/** Instance, webhook, pairing. The name is ours alone: taken means that an earlier attempt got this far; its webhook is set again, whatever it was. */
async function startPairing(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<ConnectAnswer> {
  const webhook = webhookOf(ctx.platform, channel);
  const made = await tried(gateway.createInstance({ ...webhook, settings: wantedSettings(channel) }));
  if (made instanceof GatewayError) {
    if (made.kind !== 'NAME_TAKEN') throw made;
    await gateway.setWebhook(webhook);
    if (channel.firstConnectedAt) await revive(gateway, channel);
  }
  return gateway.connect(channel.instanceName, channel.pairingPhone ?? undefined);
}

/** A link that hangs is still a link: made anew with the keys it has, it needs no code. Whether it was of use shows by itself. */
async function revive(gateway: WhatsAppGateway, { instanceName }: Channel): Promise<void> {
  const linked = async () => (await gateway.connectionState(instanceName)) === 'CONNECTING' && (await gateway.fetchInstance(instanceName))?.state === 'OPEN';
  if ((await tried(linked())) === true) await tried(gateway.restart(instanceName));
}

/** Codes come by events: true while the one that is shown can be scanned or the next may still come, and when the attempt has ended. */
async function waitsForEvent(ctx: TenantContext, channel: Channel): Promise<boolean> {
  const now = ctx.platform.clock.now();
  const requested = channel.connectRequestedAt?.getTime() ?? 0;
  const live = codeOf(ctx.platform.secrets, channel, now) !== null;
  if (live && hasHeard(channel)) {
    await changeTended(ctx, channel, (_, row) => void (row.checkAt = row.qrExpiresAt ?? null));
    return true;
  }
  if (now.getTime() - requested > ASKED_FOR_MS) {
    await changeTended(ctx, channel, (unit, row) => recordEvidence(ctx, unit, row, { kind: 'QR_EXPIRED' }, 'no scan in time', now));
    return true;
  }
  const ranOut = hasHeard(channel) && channel.state === 'WAITING_SCAN' && channel.qrExpiresAt;
  if (!ranOut) return false;
  await changeTended(ctx, channel, (_, row) => void (row.checkAt = new Date(now.getTime() + NEXT_CODE_WITHIN_MS)));
  return true;
}

/** Whether Evolution has reached our door in this attempt. */
const hasHeard = ({ heardAt, connectRequestedAt }: Channel): boolean => Boolean(heardAt && (!connectRequestedAt || heardAt >= connectRequestedAt));

/** A code that no event has brought is shown all the same; when nothing at all was heard, whoever runs the server must know why. */
async function takeAnswer(ctx: TenantContext, channel: Channel, answer: ConnectAnswer | GatewayError, asked: Date): Promise<void> {
  const { clock, secrets } = ctx.platform;
  await changeTended(ctx, channel, async (unit, row) => {
    const now = clock.now();
    if (answer instanceof GatewayError) return recordEvidence(ctx, unit, row, { kind: 'FAILED', reason: reasonOf(answer) }, `evolution answer: ${answer.kind}`, asked);
    if (answer.kind === 'open') return recordEvidence(ctx, unit, row, { kind: 'OPEN' }, 'evolution answer: connect', asked);
    if (answer.kind === 'none') {
      if (now.getTime() - (row.connectRequestedAt?.getTime() ?? 0) > CODE_WITHIN_MS) {
        const evidence = row.state === 'WAITING_SCAN' ? ({ kind: 'QR_EXPIRED' } as const) : ({ kind: 'FAILED', reason: 'NO_QR_CODE' } as const);
        return recordEvidence(ctx, unit, row, evidence, 'evolution answer: no code', asked);
      }
      row.checkAt = new Date(now.getTime() + ASK_AGAIN_MS);
      return;
    }
    await recordEvidence(ctx, unit, row, { kind: 'QR_ISSUED' }, 'evolution answer: connect', asked);
    if (row.state !== 'WAITING_SCAN') return;
    const another = keepCode(secrets, row, { code: answer.code, imageDataUrl: answer.imageDataUrl, pairingCode: answer.pairingCode }, now, now);
    row.checkAt = new Date(now.getTime() + ASK_AGAIN_MS);
    const news = !hasHeard(row) && !row.unreachableSince;
    if (news) {
      row.unreachableSince = now;
      await tellIntegration(ctx, unit, row);
    }
    if (another || news) announce(unit, row);
  });
}
