import { isOfEvolution } from './channel-state';
import type { Channel } from './channels.entities';

/** How long an event may take after Evolution gave a code, before its answer is shown instead. */
export const EVENT_WITHIN_MS = 10_000;
/** While Evolution cannot reach us, its answers are all there is: they are asked for this often. */
export const ASK_AGAIN_MS = 15_000;
/** A connected channel that nothing proves for so long is asked for. */
export const PROVEN_FOR_MS = 5 * 60_000;
/** Channels that fell silent together are not asked for together: each a little earlier than that. */
export const PROOF_SPREAD_MS = 30_000;
const COMING_BACK_MS = 30_000;
/** How often what a server has of a channel is compared with ours; what could not be, is soon. */
const AUDIT_EVERY_MS = 10 * 60_000;
const AUDIT_AGAIN_MS = 60_000;

export const nextAudit = (now: Date, failed = false): Date =>
  new Date(now.getTime() + Math.round((failed ? AUDIT_AGAIN_MS : AUDIT_EVERY_MS) * (0.8 + Math.random() * 0.4)));

/** Whether a connected channel has to be asked for: nothing has proven it for long enough. */
export const isSilent = ({ lastEvidenceAt }: Pick<Channel, 'lastEvidenceAt'>, now: Date): boolean =>
  now.getTime() - (lastEvidenceAt?.getTime() ?? 0) >= PROVEN_FOR_MS - PROOF_SPREAD_MS;

/** When the machine looks at a channel again of which nothing is heard; null: it waits for a person. */
export function nextCheck(
  channel: Pick<Channel, 'state' | 'stateReason' | 'stateSince' | 'qrExpiresAt' | 'firstConnectedAt' | 'lastEvidenceAt' | 'auditAt'>,
  now: Date,
): Date | null {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const spread = (ms: number) => after(Math.round(ms * (0.8 + Math.random() * 0.2)));
  switch (channel.state) {
    case 'CREATING':
      return now;
    case 'WAITING_QR':
      return after(EVENT_WITHIN_MS);
    case 'WAITING_SCAN':
      return channel.qrExpiresAt ?? after(ASK_AGAIN_MS);
    case 'CONNECTING':
    case 'RECONNECTING':
      // The longer it takes, the less often.
      return spread(Math.min(PROVEN_FOR_MS, Math.max(COMING_BACK_MS, (now.getTime() - channel.stateSince.getTime()) / 4)));
    case 'CONNECTED': {
      // From the last proof on: an audit on the way proves nothing, and must not put the question off.
      const silent = (channel.lastEvidenceAt ?? now).getTime() + PROVEN_FOR_MS - Math.round(Math.random() * PROOF_SPREAD_MS);
      const proof = new Date(Math.max(silent, after(ASK_AGAIN_MS).getTime()));
      return channel.auditAt && channel.auditAt < proof ? channel.auditAt : proof;
    }
    case 'DISCONNECTED':
      return channel.stateReason === 'CLOSED' ? spread(PROVEN_FOR_MS) : null;
    case 'FAILED':
      return channel.firstConnectedAt && isOfEvolution(channel.stateReason ?? null) ? spread(PROVEN_FOR_MS) : null;
    default:
      return null;
  }
}
