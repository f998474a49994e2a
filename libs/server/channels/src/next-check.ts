import { isOfEvolution } from './channel-state';
import type { Channel } from './channels.entities';

/** How long an event may take after Evolution gave a code, before its answer is shown instead. */
export const EVENT_WITHIN_MS = 10_000;
/** While Evolution cannot reach us, its answers are all there is: they are asked for this often. */
export const ASK_AGAIN_MS = 15_000;
/** A connected channel that nothing proves for so long is asked for. */
export const PROVEN_FOR_MS = 5 * 60_000;
const COMING_BACK_MS = 30_000;

/** When the machine looks at a channel again of which nothing is heard; null: it waits for a person. */
export function nextCheck(channel: Pick<Channel, 'state' | 'stateReason' | 'qrExpiresAt' | 'firstConnectedAt'>, now: Date): Date | null {
  const after = (ms: number) => new Date(now.getTime() + ms);
  switch (channel.state) {
    case 'CREATING':
      return now;
    case 'WAITING_QR':
      return after(EVENT_WITHIN_MS);
    case 'WAITING_SCAN':
      return channel.qrExpiresAt ?? after(ASK_AGAIN_MS);
    case 'CONNECTING':
    case 'RECONNECTING':
      return after(COMING_BACK_MS);
    case 'CONNECTED':
      return after(PROVEN_FOR_MS);
    case 'DISCONNECTED':
      return channel.stateReason === 'CLOSED' ? after(PROVEN_FOR_MS) : null;
    case 'FAILED':
      return channel.firstConnectedAt && isOfEvolution(channel.stateReason ?? null) ? after(PROVEN_FOR_MS) : null;
    default:
      return null;
  }
}
