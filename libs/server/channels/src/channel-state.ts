import type { IntegrationStatus } from '@prosa/server/integrations';
import type { ChannelState } from './channels.entities';

/** What a change of state rests on: said by Evolution in an event or an answer, asked for by a member, or shown by a message. */
export type Evidence =
  | { kind: 'CONNECT_REQUESTED' }
  | { kind: 'INSTANCE_CREATED' }
  | { kind: 'QR_ISSUED' }
  | { kind: 'QR_LIMIT' }
  | { kind: 'QR_EXPIRED' }
  | { kind: 'CONNECTING' }
  | { kind: 'OPEN' }
  | { kind: 'MESSAGE' }
  | { kind: 'CLOSED'; statusReason: number | null }
  | { kind: 'LOGGED_OUT' }
  | { kind: 'INSTANCE_DELETED' }
  | { kind: 'DISCONNECTED_BY_US' }
  | { kind: 'FAILED'; reason: string };

export interface StateChange {
  state: ChannelState;
  /** A code that the dashboard puts into words; null: nothing to explain. */
  reason: string | null;
}

const PAIRING: readonly ChannelState[] = ['CREATING', 'WAITING_QR', 'WAITING_SCAN'];

/** Status codes with which WhatsApp ends a session for good; all others come back by themselves. */
const LOGGED_OUT = 401;
const BANNED = new Set([402, 403, 406]);

/**
 * The state that `evidence` proves, or null when it changes nothing. Pure; the caller keeps the evidence and its time,
 * and drops evidence older than what the present state rests on.
 */
export function nextState(current: ChannelState, evidence: Evidence): StateChange | null {
  switch (evidence.kind) {
    case 'CONNECT_REQUESTED':
      return to('CREATING');
    case 'INSTANCE_CREATED':
      return current === 'CREATING' ? to('WAITING_QR') : null;
    case 'QR_ISSUED':
      return current === 'CONNECTED' ? null : to('WAITING_SCAN');
    case 'QR_LIMIT':
    case 'QR_EXPIRED':
      return current === 'CONNECTED' ? null : to('FAILED', evidence.kind);
    case 'CONNECTING':
      if (current === 'CONNECTED') return to('RECONNECTING');
      return current === 'WAITING_SCAN' || current === 'DISCONNECTED' ? to('CONNECTING') : null;
    case 'OPEN':
      return current === 'CONNECTED' ? null : to('CONNECTED');
    case 'MESSAGE':
      return current === 'RECONNECTING' || current === 'CONNECTING' ? to('CONNECTED') : null;
    case 'CLOSED':
      if (evidence.statusReason === LOGGED_OUT) return current === 'LOGGED_OUT' ? null : to('LOGGED_OUT', 'LOGGED_OUT');
      if (evidence.statusReason !== null && BANNED.has(evidence.statusReason)) return to('FAILED', 'BANNED');
      if (current === 'LOGGED_OUT' || current === 'FAILED' || PAIRING.includes(current)) return null;
      return current === 'DISCONNECTED' ? null : to('DISCONNECTED', 'CLOSED');
    case 'LOGGED_OUT':
      return current === 'LOGGED_OUT' || current === 'FAILED' || current === 'DISCONNECTED' ? null : to('LOGGED_OUT', 'LOGGED_OUT');
    case 'INSTANCE_DELETED':
      return to('FAILED', 'INSTANCE_DELETED');
    case 'DISCONNECTED_BY_US':
      return to('DISCONNECTED', 'DISCONNECTED_BY_US');
    case 'FAILED':
      return to('FAILED', evidence.reason);
  }
}

const to = (state: ChannelState, reason: string | null = null): StateChange => ({ state, reason });

/** A channel's state in the words that all integrations share. */
export const STATUS_OF: Record<ChannelState, IntegrationStatus> = {
  NOT_CONNECTED: 'NOT_CONNECTED',
  CREATING: 'CONNECTING',
  WAITING_QR: 'CONNECTING',
  WAITING_SCAN: 'CONNECTING',
  CONNECTING: 'CONNECTING',
  CONNECTED: 'CONNECTED',
  RECONNECTING: 'DEGRADED',
  DISCONNECTED: 'DISCONNECTED',
  LOGGED_OUT: 'ACTION_NEEDED',
  FAILED: 'FAILED',
};
