import { LockMode } from '@mikro-orm/core';
import { unitOfWork, type Platform, type TenantContext } from '@prosa/server/platform';
import { askFor, repairWebhook } from './ask-server';
import { changeTended, KEY_REFUSED, reasonOf, tried } from './change-tended';
import { glanceAtList, suspectGapSince } from './channel-gap';
import type { Evidence } from './channel-state';
import { Channel } from './channels.entities';
import { GatewayError, type InstanceSettings, type WhatsAppGateway } from './evolution';
import { nextAudit, nextCheck } from './next-check';
import { LIST_SOURCE, noteRepair, noteTrouble, recordEvidence } from './record-evidence';
import { wakeTender } from './request-connection';

/** What Prosa wants an instance to do; the rest is the operator's. */
export const wantedSettings = ({ groups }: Pick<Channel, 'groups'>): InstanceSettings => ({
  groupsIgnore: !groups,
  readMessages: false,
});

const areKept = (stored: InstanceSettings, wanted: InstanceSettings): boolean =>
  stored.groupsIgnore === wanted.groupsIgnore && stored.readMessages === wanted.readMessages;

/**
 * Compares what the server has with what we set, and repairs it: the webhook, of which a part may still deliver, and the
 * settings. Then has one page of the server's messages looked at: a server that is restarted forgets what it was to deliver,
 * and says nothing. A busy channel is looked at, too: none of this shows in what comes in.
 */
export async function auditChannel(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<void> {
  const { clock } = ctx.platform;
  const asked = clock.now();
  const found = await tried(compare(ctx.platform, gateway, channel));
  await changeTended(ctx, channel, async (unit, row) => {
    const failed = found instanceof GatewayError;
    if (failed && found.kind === 'NOT_FOUND') {
      return recordEvidence(ctx, unit, row, { kind: 'INSTANCE_DELETED' }, 'evolution answer: NOT_FOUND', asked);
    }
    if (!failed && found.evidence)
      await recordEvidence(ctx, unit, row, found.evidence, 'evolution answer: state', asked);
    if (row.state !== 'CONNECTED') return;
    await noteTrouble(ctx, unit, row, failed ? reasonOf(found) : null);
    row.auditAt = nextAudit(clock.now(), failed);
    row.checkAt = nextCheck(row, clock.now());
    if (failed) return;
    const since = row.auditedAt ?? row.firstConnectedAt ?? asked;
    if (found.repaired.includes('webhook')) await suspectGapSince(unit, row, since, clock.now());
    else await glanceAtList(unit, row, since, clock.now());
    row.auditedAt = asked;
    for (const what of found.repaired) noteRepair(ctx, unit, row, what);
  });
}

/** A send was refused our key: that shows at once. Messages go on proving the channel; that the key is taken again, the next audit finds. */
export async function noteKeyRefused(ctx: TenantContext, channelId: string): Promise<void> {
  await unitOfWork(ctx, async (unit) => {
    const channel = await unit.em.findOne(Channel, { id: channelId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!channel || channel.deletedAt || channel.state !== 'CONNECTED' || channel.trouble === KEY_REFUSED) return;
    const now = ctx.platform.clock.now();
    await noteTrouble(ctx, unit, channel, KEY_REFUSED);
    channel.auditAt = nextAudit(now, true);
    channel.checkAt = nextCheck(channel, now);
    wakeTender(ctx, unit, channelId);
  });
}

interface Compared {
  /** Only where nothing but the server's list has proven the channel. */
  evidence: Evidence | null;
  repaired: ('webhook' | 'settings')[];
}

async function compare(platform: Platform, gateway: WhatsAppGateway, channel: Channel): Promise<Compared> {
  const evidence = channel.evidence === LIST_SOURCE ? await askFor(gateway, channel) : null;
  const repaired: Compared['repaired'] = [];
  if (await repairWebhook(platform, gateway, channel)) repaired.push('webhook');
  const wanted = wantedSettings(channel);
  if (!areKept(await gateway.findSettings(channel.instanceName), wanted)) {
    await gateway.changeSettings(channel.instanceName, wanted);
    repaired.push('settings');
  }
  return { evidence, repaired };
}
