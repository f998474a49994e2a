import type { Secrets } from '@prosa/server/platform';
import type { Channel } from './channels.entities';

/** What a phone scans or a person types. `imageDataUrl` is a PNG. */
export interface PairingCode {
  code: string;
  imageDataUrl: string;
  pairingCode: string | null;
}

/** WhatsApp gives a new code about every 20 s (the first one lives 60 s); a code is not shown longer than it can be scanned. */
export const FIRST_CODE_LIVES_MS = 60_000;
export const NEXT_CODE_LIVES_MS = 22_000;

export function keepCode(secrets: Secrets, channel: Channel, code: PairingCode, at: Date): void {
  const first = channel.qrAttempt === 0;
  channel.qrAttempt += 1;
  channel.qrCodeSealed = secrets.seal(JSON.stringify(code), `channel-qr:${channel.id}`);
  channel.qrExpiresAt = new Date(at.getTime() + (first ? FIRST_CODE_LIVES_MS : NEXT_CODE_LIVES_MS));
}

/** The code that can be scanned at `now`, or null. */
export function codeOf(secrets: Secrets, channel: Pick<Channel, 'id' | 'qrCodeSealed' | 'qrExpiresAt'>, now: Date): PairingCode | null {
  if (!channel.qrCodeSealed || !channel.qrExpiresAt || channel.qrExpiresAt <= now) return null;
  return JSON.parse(secrets.open(channel.qrCodeSealed, `channel-qr:${channel.id}`));
}
