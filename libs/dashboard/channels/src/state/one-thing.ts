import type { ChannelState } from '@prosa/dashboard/data-access';
import { isPairing, reasonOf } from './state-look';

/**
 * The one thing to do about a number. `wait`: it comes back by itself; `code`: scan it; `reconnect`: usually without a code;
 * `relink`: with a code; `retry`: when what stands in the way is gone; `tell`: whoever runs the server has to act.
 */
export type OneThing = 'none' | 'wait' | 'code' | 'reconnect' | 'relink' | 'retry' | 'tell';

/** What nobody but the operator can do anything about. */
const OF_THE_OPERATOR = new Set(['WEBHOOK_UNREACHABLE', 'EVOLUTION_KEY_REFUSED', 'EVOLUTION_NOT_CONFIGURED']);

export function oneThing(state: ChannelState, problem: string | null | undefined): OneThing {
  const code = reasonOf(problem)?.code ?? '';
  if (OF_THE_OPERATOR.has(code)) return 'tell';
  if (isPairing(state)) return state === 'WAITING_SCAN' ? 'code' : 'wait';
  switch (state) {
    case 'CONNECTED':
      return problem ? 'wait' : 'none';
    case 'RECONNECTING':
      return code === 'STILL_RECONNECTING' ? 'reconnect' : 'wait';
    case 'NOT_CONNECTED':
    case 'LOGGED_OUT':
      return 'relink';
    case 'FAILED':
      return ['INSTANCE_DELETED', 'QR_LIMIT', 'QR_EXPIRED'].includes(code) ? 'relink' : 'retry';
    default:
      return code === 'DISCONNECTED_BY_US' ? 'relink' : 'reconnect';
  }
}
