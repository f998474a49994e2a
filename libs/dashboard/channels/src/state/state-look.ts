import type { ChannelState, IntegrationStatus } from '@prosa/dashboard/data-access';
import type { IconName, Tone } from '@prosa/dashboard/ui';

export type StateAction = 'restart' | 'reconnect' | 'none';

export interface StateLook {
  readonly tone: Tone;
  readonly icon: IconName;
  /** Something goes on by itself; it has a deadline, after which the screen offers to start over. */
  readonly busy: boolean;
  /** The one thing a person can do now. */
  readonly action: StateAction;
}

const LOOKS: Record<ChannelState, StateLook> = {
  NOT_CONNECTED: { tone: 'neutral', icon: 'integrations', busy: false, action: 'reconnect' },
  CREATING: { tone: 'info', icon: 'clock', busy: true, action: 'none' },
  WAITING_QR: { tone: 'info', icon: 'clock', busy: true, action: 'none' },
  WAITING_SCAN: { tone: 'info', icon: 'qr', busy: false, action: 'none' },
  CONNECTING: { tone: 'info', icon: 'refresh', busy: true, action: 'none' },
  CONNECTED: { tone: 'success', icon: 'success', busy: false, action: 'none' },
  RECONNECTING: { tone: 'warning', icon: 'refresh', busy: true, action: 'none' },
  DISCONNECTED: { tone: 'danger', icon: 'alert', busy: false, action: 'reconnect' },
  LOGGED_OUT: { tone: 'danger', icon: 'signOut', busy: false, action: 'reconnect' },
  FAILED: { tone: 'danger', icon: 'error', busy: false, action: 'restart' },
};

/** A state of a newer server is shown, not hidden. */
export const stateLook = (state: ChannelState): StateLook =>
  LOOKS[state] ?? { tone: 'neutral', icon: 'info', busy: false, action: 'reconnect' };

const PAIRING: readonly ChannelState[] = ['CREATING', 'WAITING_QR', 'WAITING_SCAN', 'CONNECTING'];
export const isPairing = (state: ChannelState): boolean => PAIRING.includes(state);

const STATUS_TONES: Record<IntegrationStatus, Tone> = {
  CONNECTED: 'success',
  CONNECTING: 'info',
  DEGRADED: 'warning',
  ACTION_NEEDED: 'warning',
  DISCONNECTED: 'danger',
  FAILED: 'danger',
  NOT_CONNECTED: 'neutral',
};
export const statusTone = (status: IntegrationStatus): Tone => STATUS_TONES[status] ?? 'neutral';

/** `WEBHOOK_UNREACHABLE https://…`: a code that we put into words, and what it is about. */
export interface Reason {
  readonly code: string;
  readonly detail: string;
}

export function reasonOf(text: string | null | undefined): Reason | undefined {
  if (!text) return undefined;
  const match = /^([A-Z][A-Z0-9_]{2,})(?:[:\s]+(.*))?$/s.exec(text.trim());
  return match ? { code: match[1] as string, detail: match[2] ?? '' } : { code: 'OTHER', detail: text };
}

/** What the server names and we have words for; anything else is shown as it says it. */
const EVENTS = [
  'ConnectionChanged',
  'MessageReceived',
  'QrCodeIssued',
  'QrLimitReached',
  'LoggedOut',
  'InstanceDeleted',
];
const ANSWERS = [
  'state',
  'list',
  'connect',
  'logout',
  'no code',
  'UNREACHABLE',
  'TIMEOUT_UNKNOWN',
  'UNAUTHORISED',
  'NOT_FOUND',
  'SERVER',
  'REFUSED',
];
const wordsFor = (known: readonly string[], kind: string, detail: string) =>
  known.includes(detail) ? `${kind}s.${detail.replace(/ /g, '')}` : kind;

/** What a state rests on, in the server's short form: `evolution event: ConnectionChanged`, `member`, `caught up: 12`. */
export function evidenceOf(text: string): { key: string; detail: string } {
  if (text === 'member') return { key: 'member', detail: '' };
  if (text === 'no scan in time') return { key: 'noScan', detail: '' };
  const missed = /^caught up: (\d+)$/.exec(text)?.[1];
  if (missed) return { key: missed === '1' ? 'caughtUpOne' : 'caughtUp', detail: missed };
  const repaired = /^repaired: (webhook|settings)$/.exec(text)?.[1];
  if (repaired) return { key: `repaired.${repaired}`, detail: '' };
  const [, kind, detail = ''] = /^evolution (event|answer): (.*)$/.exec(text) ?? [];
  return kind
    ? { key: wordsFor(kind === 'event' ? EVENTS : ANSWERS, kind, detail), detail }
    : { key: 'other', detail: text };
}
