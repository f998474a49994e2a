import type { Platform } from '@prosa/server/platform';
import type { Evidence } from './channel-state';
import type { Channel } from './channels.entities';
import type { WhatsAppGateway } from './evolution';
import { isStored, webhookOf } from './webhook-address';

/** What the server says of one channel, of now. */
export async function askFor(
  gateway: WhatsAppGateway,
  { instanceName }: Pick<Channel, 'instanceName'>,
): Promise<Evidence> {
  const state = await gateway.connectionState(instanceName);
  if (state === 'OPEN') return { kind: 'OPEN' };
  if (state === 'CONNECTING') return { kind: 'CONNECTING' };
  return { kind: 'CLOSED', statusReason: (await gateway.fetchInstance(instanceName))?.disconnectionReason ?? null };
}

/** The instance must still know our door: true when it did not, and does now. */
export async function repairWebhook(platform: Platform, gateway: WhatsAppGateway, channel: Channel): Promise<boolean> {
  const webhook = webhookOf(platform, channel);
  if (isStored(await gateway.findWebhook(channel.instanceName), webhook)) return false;
  await gateway.setWebhook(webhook);
  return true;
}
