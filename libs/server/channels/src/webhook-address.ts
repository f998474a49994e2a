import type { Config } from '@prosa/server/platform';

/** Where Evolution delivers one channel's events. Throws when no Evolution is configured: callers have checked. */
export function webhookUrl(config: Config, webhookKey: string): string {
  if (!config.evolution) throw new Error('No Evolution server is configured.');
  return `${config.evolution.webhookUrl.replace(/\/$/, '')}/webhooks/evolution/${webhookKey}`;
}

/** What a channel asks Evolution to tell (names of its configuration, contract §3). */
export const WEBHOOK_EVENTS: readonly string[] = [
  'QRCODE_UPDATED', 'CONNECTION_UPDATE', 'STATUS_INSTANCE', 'LOGOUT_INSTANCE', 'REMOVE_INSTANCE', 'INSTANCE_DELETE',
  'MESSAGES_SET', 'MESSAGES_UPSERT', 'MESSAGES_EDITED', 'MESSAGES_UPDATE', 'MESSAGES_DELETE', 'SEND_MESSAGE', 'SEND_MESSAGE_UPDATE',
  'CONTACTS_UPSERT', 'CONTACTS_UPDATE', 'CHATS_SET', 'CHATS_UPSERT', 'CALL',
];
