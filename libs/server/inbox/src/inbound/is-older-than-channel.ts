import type { Channel } from '@prosa/server/channels';

/** WhatsApp counts whole seconds: a message of the second in which the number was connected is new. */
export function isOlderThanChannel(channel: Channel, at: Date): boolean {
  const since = channel.firstConnectedAt ?? channel.connectRequestedAt ?? channel.createdAt;
  return at.getTime() < Math.floor(since.getTime() / 1000) * 1000;
}
