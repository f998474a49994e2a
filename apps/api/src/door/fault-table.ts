import { opened, type Product } from '../testing';
import type { BrokenEvolution } from './broken-evolution';

const MINUTE = 60;

/** What a test does to a connected channel, and sees of it. */
export interface Bench {
  product: Product;
  evolution: BrokenEvolution;
  deliver(event: string, data: object): Promise<number>;
  /** Ana writes: Evolution keeps it, and delivers it when said so. */
  write(text: string, over?: { delivered?: boolean }): Promise<[event: string, data: object]>;
  pass(seconds: number, step?: number): Promise<void>;
  reconnect(): Promise<void>;
}
const connecting = (reason = 408): [string, object] => [
  'connection.update',
  { state: 'connecting', statusReason: reason },
];
const lost = async (t: Bench, code: number): Promise<void> => {
  Object.assign(t.evolution, { state: 'close', stored: 'close', reason: code });
  await t.deliver('status.instance', { status: 'closed', disconnectionReasonCode: code });
  await t.deliver('logout.instance', {});
  await t.deliver('connection.update', { state: 'close', statusReason: code });
};
const back = async (t: Bench): Promise<void> => {
  Object.assign(t.evolution, { state: 'open', stored: 'open', reason: null, failing: null });
  await t.deliver(...opened());
};

export interface Fault {
  fault: string;
  /** Makes it happen. */
  happens(t: Bench): Promise<unknown> | unknown;
  /** What shows it, and in how many seconds at most. */
  evidence: string;
  within: number;
  state: string;
  reason?: string;
  status: string;
  /** How it ends; what nobody ends stays as it is. */
  ends?(t: Bench): Promise<unknown> | unknown;
  /** Until all is well again. */
  recovers?: number;
  /** Something comes in all the time. */
  busy?: boolean;
}
const BY_EVENT = 'evolution event: ConnectionChanged';
const BY_ANSWER = 'evolution answer: state';
const healed = (t: Bench) => Object.assign(t.evolution, { state: 'open', failing: null });

export const FAULTS: Fault[] = [
  {
    fault: 'a drop that sends no close',
    happens: (t) => (Object.assign(t.evolution, { state: 'connecting' }), t.deliver(...connecting())),
    evidence: BY_EVENT,
    within: 1,
    state: 'RECONNECTING',
    status: 'DEGRADED',
    ends: back,
    recovers: 40,
  },
  {
    fault: 'a drop of which no event tells',
    happens: (t) => Object.assign(t.evolution, { state: 'connecting' }),
    evidence: BY_ANSWER,
    within: 5 * MINUTE,
    state: 'RECONNECTING',
    status: 'DEGRADED',
    ends: healed,
    recovers: 75,
  },
  {
    fault: 'a connection that hangs',
    happens: (t) => Object.assign(t.evolution, { state: 'connecting' }),
    evidence: BY_ANSWER,
    within: 9 * MINUTE,
    state: 'RECONNECTING',
    reason: 'STILL_RECONNECTING',
    status: 'ACTION_NEEDED',
    ends: (t) => t.reconnect(),
    recovers: 40,
  },
  {
    fault: 'a storm of connecting',
    happens: async (t) => {
      Object.assign(t.evolution, { state: 'connecting' });
      for (let i = 0; i < 36 * 5; i++) await t.deliver(...connecting());
    },
    evidence: BY_EVENT,
    within: 1,
    state: 'RECONNECTING',
    status: 'DEGRADED',
    ends: back,
    recovers: 40,
  },
  {
    fault: 'logged out on the phone',
    happens: (t) => lost(t, 401),
    evidence: BY_EVENT,
    within: 1,
    state: 'LOGGED_OUT',
    reason: 'LOGGED_OUT',
    status: 'ACTION_NEEDED',
    ends: async (t) => {
      await t.reconnect();
      await back(t);
    },
    recovers: 40,
  },
  {
    fault: 'logged out on the phone, of which no event tells',
    happens: (t) => Object.assign(t.evolution, { state: 'close', stored: 'close', reason: 401 }),
    evidence: BY_ANSWER,
    within: 5 * MINUTE,
    state: 'LOGGED_OUT',
    reason: 'LOGGED_OUT',
    status: 'ACTION_NEEDED',
  },
  {
    fault: 'banned',
    happens: (t) => lost(t, 403),
    evidence: BY_EVENT,
    within: 1,
    state: 'FAILED',
    reason: 'BANNED',
    status: 'FAILED',
  },
  {
    fault: 'the instance deleted behind our back',
    happens: async (t) => {
      t.evolution.gone = true;
      await t.deliver('instance.delete', {});
      await t.deliver('remove.instance', {});
    },
    evidence: 'evolution event: InstanceDeleted',
    within: 1,
    state: 'FAILED',
    reason: 'INSTANCE_DELETED',
    status: 'FAILED',
    ends: async (t) => {
      t.evolution.state = 'close';
      await t.reconnect();
      await back(t);
    },
    recovers: 40,
  },
  {
    fault: 'the instance deleted behind our back, of which no event tells',
    happens: (t) => (t.evolution.gone = true),
    evidence: 'evolution answer: NOT_FOUND',
    within: 5 * MINUTE,
    state: 'FAILED',
    reason: 'INSTANCE_DELETED',
    status: 'FAILED',
  },
  {
    fault: 'a slow Evolution',
    happens: (t) => (t.evolution.failing = 'slow'),
    evidence: 'evolution answer: TIMEOUT_UNKNOWN',
    within: 5 * MINUTE,
    state: 'RECONNECTING',
    reason: 'EVOLUTION_UNREACHABLE',
    status: 'DEGRADED',
    ends: healed,
    recovers: 90,
  },
  {
    fault: 'an Evolution that answers 500',
    happens: (t) => (t.evolution.failing = 'error 500'),
    evidence: 'evolution answer: SERVER',
    within: 5 * MINUTE,
    state: 'RECONNECTING',
    reason: 'EVOLUTION_REFUSED',
    status: 'DEGRADED',
    ends: healed,
    recovers: 75,
  },
  {
    fault: 'a 200 that is an error',
    happens: (t) => (t.evolution.failing = 'error as 200'),
    evidence: 'evolution answer: REFUSED',
    within: 5 * MINUTE,
    state: 'RECONNECTING',
    reason: 'EVOLUTION_REFUSED',
    status: 'DEGRADED',
    ends: healed,
    recovers: 75,
  },
  {
    fault: 'Evolution cannot be reached',
    happens: (t) => (t.evolution.failing = 'away'),
    evidence: 'evolution answer: UNREACHABLE',
    within: 5 * MINUTE,
    state: 'RECONNECTING',
    reason: 'EVOLUTION_UNREACHABLE',
    status: 'DEGRADED',
    ends: healed,
    recovers: 75,
  },
  {
    fault: 'the API key revoked',
    happens: (t) => (t.evolution.failing = 'key refused'),
    evidence: 'evolution answer: UNAUTHORISED',
    within: 5 * MINUTE,
    state: 'RECONNECTING',
    reason: 'EVOLUTION_KEY_REFUSED',
    status: 'ACTION_NEEDED',
    ends: healed,
    recovers: 75,
  },
  {
    fault: 'the API key revoked, while messages come in',
    happens: (t) => (t.evolution.failing = 'key refused'),
    busy: true,
    evidence: 'evolution event: MessageReceived',
    within: 12 * MINUTE + 30,
    state: 'CONNECTED',
    reason: 'EVOLUTION_KEY_REFUSED',
    status: 'ACTION_NEEDED',
    ends: healed,
    recovers: 2 * MINUTE,
  },
  {
    fault: 'Evolution restarted',
    happens: async (t) => {
      await t.write('was to be delivered', { delivered: false });
      await t.deliver(...connecting());
      await t.deliver(...opened());
    },
    evidence: BY_EVENT,
    within: 1,
    state: 'CONNECTED',
    status: 'CONNECTED',
    recovers: 40,
  },
];

/** What stays connected and needs nobody: what is missing or wrong is put right by itself. */
export interface Repair {
  fault: string;
  happens(t: Bench): Promise<unknown> | unknown;
  /** In the channel's history, after at most so many seconds. */
  evidence: string | null;
  within: number;
  busy?: boolean;
}
export const REPAIRS: Repair[] = [
  {
    fault: 'Evolution restarted without a sign',
    happens: (t) => t.write('forgotten', { delivered: false }),
    evidence: 'caught up: 1',
    within: 13 * MINUTE + 30,
  },
  {
    fault: 'the webhook narrowed behind our back',
    happens: async (t) => {
      t.product.outside.change({ events: ['CONNECTION_UPDATE'] });
      await t.write('not asked for', { delivered: false });
    },
    evidence: 'repaired: webhook',
    within: 12 * MINUTE + 30,
    busy: true,
  },
  {
    fault: 'the webhook pointed elsewhere behind our back',
    happens: async (t) => {
      t.product.outside.change({ url: 'http://127.0.0.1:9/' });
      await t.write('elsewhere', { delivered: false });
    },
    evidence: 'repaired: webhook',
    within: 5 * MINUTE,
  },
  {
    fault: 'settings changed behind our back',
    happens: (t) => t.product.outside.change({ settings: { readMessages: true, groupsIgnore: false } }),
    evidence: 'repaired: settings',
    within: 12 * MINUTE + 30,
  },
  {
    fault: 'duplicate deliveries',
    happens: async (t) => {
      const one = await t.write('twice');
      await t.deliver(...one);
      await t.deliver(...one);
    },
    evidence: null,
    within: 0,
  },
  {
    fault: 'reordered deliveries',
    happens: async (t) => {
      const all = [await t.write('first', { delivered: false }), await t.write('second', { delivered: false })];
      for (const one of all.reverse()) await t.deliver(...one);
    },
    evidence: null,
    within: 0,
  },
  {
    fault: 'deliveries delayed by twenty minutes',
    happens: async (t) => {
      const one = await t.write('late', { delivered: false });
      await t.pass(20 * MINUTE, 20);
      await t.deliver(...one);
    },
    evidence: null,
    within: 0,
  },
];
