import type { Config, Platform } from '@prosa/server/platform';
import type { Channel } from './channels.entities';
import type { InstanceWebhook, StoredWebhook } from './evolution';

/** Where Evolution delivers one channel's events. Throws when no Evolution is configured: callers have checked. */
export function webhookUrl(config: Config, webhookKey: string): string {
  if (!config.evolution) throw new Error('No Evolution server is configured.');
  return `${config.evolution.webhookUrl.replace(/\/$/, '')}/webhooks/evolution/${webhookKey}`;
}

/** What a channel asks Evolution to tell (names of its configuration, contract §3). */
export const WEBHOOK_EVENTS: readonly string[] = [
  'QRCODE_UPDATED', 'CONNECTION_UPDATE', 'STATUS_INSTANCE', 'LOGOUT_INSTANCE', 'REMOVE_INSTANCE', 'INSTANCE_DELETE',
  'MESSAGES_SET', 'MESSAGES_UPSERT', 'MESSAGES_EDITED', 'MESSAGES_UPDATE', 'MESSAGES_DELETE', 'SEND_MESSAGE', 'SEND_MESSAGE_UPDATE',
  'CONTACTS_UPSERT', 'CONTACTS_UPDATE', 'CHATS_SET', 'CHATS_UPSERT', 'CALL', 'PRESENCE_UPDATE', 'GROUPS_UPSERT',
];

/** What a channel's instance is to be told of our door. */
export const webhookOf = ({ config, secrets }: Platform, channel: Channel): InstanceWebhook => ({
  instanceName: channel.instanceName,
  webhookUrl: webhookUrl(config, channel.webhookKey),
  webhookSecret: secrets.open(channel.webhookSecretSealed, `channel-webhook:${channel.id}`),
  events: WEBHOOK_EVENTS,
});

/** Whether an instance still knows our door as it is: somebody may have changed it there, or our address here. */
export const isStored = (stored: StoredWebhook | null, { webhookUrl: url, events }: InstanceWebhook): boolean =>
  stored !== null && stored.enabled && stored.url === url && !stored.byEvents && events.every((event) => stored.events.includes(event));
