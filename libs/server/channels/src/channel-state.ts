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
  /** We asked, and could not find out. */
  | { kind: 'UNPROVEN'; reason: string }
  /** It has been coming back by itself for longer than that takes. */
  | { kind: 'STUCK' }
  | { kind: 'FAILED'; reason: string };

export interface Standing {
  state: ChannelState;
  /** A code that the dashboard puts into words; null: nothing to explain. */
  reason: string | null;
}

const PAIRING: readonly ChannelState[] = ['CREATING', 'WAITING_QR', 'WAITING_SCAN'];
/** On the way from Connect to a scanned code. */
export const isPairing = (state: ChannelState): boolean => PAIRING.includes(state);

/** Status codes with which WhatsApp ends a session for good; all others come back by themselves. */
const LOGGED_OUT = 401;
const BANNED = new Set([402, 403, 406]);

/**
 * What `evidence` proves, or null when it changes nothing. Pure; the caller keeps the evidence and its time, and drops
 * evidence older than what the present state rests on.
 */
export function nextState(current: Standing, evidence: Evidence): Standing | null {
  const next = proven(current, evidence);
  const changes = next && (next.state !== current.state || next.reason !== current.reason);
  return changes || evidence.kind === 'CONNECT_REQUESTED' ? next : null;
}

function proven(current: Standing, evidence: Evidence): Standing | null {
  const { state, reason } = current;
  switch (evidence.kind) {
    case 'CONNECT_REQUESTED':
      return to('CREATING');
    case 'INSTANCE_CREATED':
      return state === 'CREATING' ? to('WAITING_QR') : null;
    case 'QR_ISSUED':
      return state === 'CONNECTED' || isByUs(current) ? null : to('WAITING_SCAN');
    case 'QR_LIMIT':
    case 'QR_EXPIRED':
      return isPairing(state) || state === 'CONNECTING' ? to('FAILED', evidence.kind) : null;
    case 'CONNECTING':
      if (state === 'CONNECTED' || (state === 'RECONNECTING' && isOfEvolution(reason))) return to('RECONNECTING');
      return state === 'WAITING_SCAN' || (state === 'DISCONNECTED' && !isByUs(current)) ? to('CONNECTING') : null;
    case 'OPEN':
      return to('CONNECTED');
    case 'MESSAGE':
      return carriesMessages(current) ? to('CONNECTED') : null;
    case 'CLOSED':
      return closed(current, evidence.statusReason);
    case 'LOGGED_OUT':
      return isPairing(state) || state === 'FAILED' || isByUs(current) ? null : to('LOGGED_OUT', 'LOGGED_OUT');
    case 'INSTANCE_DELETED':
      return state === 'CREATING' ? null : to('FAILED', 'INSTANCE_DELETED');
    case 'DISCONNECTED_BY_US':
      return to('DISCONNECTED', 'DISCONNECTED_BY_US');
    case 'UNPROVEN':
      return state === 'CONNECTED' || state === 'CONNECTING' ? to('RECONNECTING', evidence.reason) : null;
    case 'STUCK':
      return to(state, reason ?? 'STILL_RECONNECTING');
    case 'FAILED':
      return to('FAILED', evidence.reason);
  }
}

/** While pairing, an end is that of an earlier session: deliveries are late and in no order, and connecting goes on. */
function closed(current: Standing, statusReason: number | null): Standing | null {
  const { state } = current;
  if (statusReason !== null && BANNED.has(statusReason)) return state === 'CREATING' ? null : to('FAILED', 'BANNED');
  if (isPairing(state) || state === 'FAILED' || state === 'LOGGED_OUT' || isByUs(current)) return null;
  return statusReason === LOGGED_OUT ? to('LOGGED_OUT', 'LOGGED_OUT') : to('DISCONNECTED', 'CLOSED');
}

/** Logging out here makes Evolution say what it says when the phone does it. */
const isByUs = ({ reason }: Standing): boolean => reason === 'DISCONNECTED_BY_US';

/** States that a message disproves: what we could not find out, or what has ended meanwhile. */
const carriesMessages = ({ state, reason }: Standing): boolean =>
  state === 'RECONNECTING' || state === 'CONNECTING' || (state === 'DISCONNECTED' && reason === 'CLOSED') || (state === 'FAILED' && isOfEvolution(reason));

/** Failures of the server that we ask, not of the number. */
export const isOfEvolution = (reason: string | null): boolean => reason?.startsWith('EVOLUTION_') ?? false;

const to = (state: ChannelState, reason: string | null = null): Standing => ({ state, reason });

/** A channel's state in the words that all integrations share. */
const STATUS_OF: Record<ChannelState, IntegrationStatus> = {
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

/** What stays as it is until a person does something about it. */
const NEEDS_A_PERSON = new Set(['STILL_RECONNECTING', 'EVOLUTION_KEY_REFUSED']);

export function statusOf({ state, reason }: Standing): IntegrationStatus {
  return state === 'RECONNECTING' && NEEDS_A_PERSON.has(reason ?? '') ? 'ACTION_NEEDED' : STATUS_OF[state];
}

/** A linked phone whose server does not do what it is asked. */
export const statusInTrouble = (trouble: string): IntegrationStatus => (NEEDS_A_PERSON.has(trouble) ? 'ACTION_NEEDED' : 'DEGRADED');

/** States in which Evolution should be telling us things. */
export const expectsEvents = (state: ChannelState): boolean => ['WAITING_QR', 'WAITING_SCAN', 'CONNECTING', 'CONNECTED', 'RECONNECTING'].includes(state);
