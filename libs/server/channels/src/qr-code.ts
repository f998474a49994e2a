import type { Secrets } from '@prosa/server/platform';
import type { Channel } from './channels.entities';

/** What a phone scans or a person types. `imageDataUrl` is a PNG. */
export interface PairingCode {
  code: string;
  imageDataUrl: string;
  pairingCode: string | null;
}

/** WhatsApp gives a new code about every 20 s (the first one lives 60 s); a code is not shown longer than it can be scanned. */
const FIRST_CODE_LIVES_MS = 60_000;
const NEXT_CODE_LIVES_MS = 22_000;

/** Keeps the code that was given at `at`, sealed, for as long as it can be scanned; one that came too late for that is not kept. True when it is another one than before. */
export function keepCode(secrets: Secrets, channel: Channel, code: PairingCode, at: Date, now: Date): boolean {
  const known = unseal(secrets, channel);
  const another = known?.code !== code.code;
  const lives = channel.qrAttempt === 0 ? FIRST_CODE_LIVES_MS : NEXT_CODE_LIVES_MS;
  const expiresAt = new Date(at.getTime() + lives);
  if (expiresAt <= now) return false;
  if (another) channel.qrAttempt += 1;
  channel.qrCodeSealed = secrets.seal(JSON.stringify(code), `channel-qr:${channel.id}`);
  channel.qrExpiresAt = !another && channel.qrExpiresAt && channel.qrExpiresAt > expiresAt ? channel.qrExpiresAt : expiresAt;
  return another;
}

/** The code that can be scanned at `now`, or null. */
export function codeOf(secrets: Secrets, channel: Pick<Channel, 'id' | 'qrCodeSealed' | 'qrExpiresAt'>, now: Date): PairingCode | null {
  return channel.qrExpiresAt && channel.qrExpiresAt > now ? unseal(secrets, channel) : null;
}

const unseal = (secrets: Secrets, { id, qrCodeSealed }: Pick<Channel, 'id' | 'qrCodeSealed'>): PairingCode | null =>
  qrCodeSealed ? JSON.parse(secrets.open(qrCodeSealed, `channel-qr:${id}`)) : null;
