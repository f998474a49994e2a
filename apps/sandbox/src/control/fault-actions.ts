import { z } from 'zod';
import { banned, drop, loggedOutByPhone, lose } from '../evolution/link';
import { changeWebhook, deleteBehind, hang, restartServer, storm } from '../evolution/mishaps';
import type { World } from '../world';

const instance = z.string().optional();
const times = z.number().int().min(0).default(1);
const quiet = z.boolean().default(false);

/** What goes wrong with Evolution, its connection and its deliveries. */
export const FAULT_SHAPES = {
  logout: z.object({ instance }),
  ban: z.object({ instance }),
  drop: z.object({ instance, ms: z.number().min(0).optional() }),
  hang: z.object({ instance, quiet }),
  storm: z.object({
    instance,
    perSecond: z.number().min(1).max(100).default(36),
    seconds: z.number().min(0).max(600).default(10),
  }),
  deleteBehind: z.object({ instance, quiet }),
  restartServer: z.object({ quiet }),
  changeWebhook: z.object({
    instance,
    url: z.string().optional(),
    events: z.array(z.string()).optional(),
    enabled: z.boolean().optional(),
  }),
  changeSettings: z.object({
    instance,
    groupsIgnore: z.boolean().optional(),
    readMessages: z.boolean().optional(),
  }),
  revokeKey: z.object({ revoked: z.boolean().default(true) }),
  takeNames: z.object({ times }),
  blockDeletes: z.object({ blocked: z.boolean().default(true) }),
  refuse: z.object({ times, status: z.number().int().min(400).max(599).default(503) }),
  errorAs200: z.object({ times }),
  loseAnswers: z.object({ times }),
  slow: z.object({ ms: z.number().min(0) }),
  down: z.object({ down: z.boolean().default(true) }),
  hold: z.object({}),
  release: z.object({ order: z.enum(['kept', 'reversed', 'shuffled']).default('kept') }),
  delay: z.object({
    ms: z
      .number()
      .min(0)
      .default(20 * 60_000),
  }),
  twice: z.object({ twice: z.boolean().default(true) }),
  hideEchoes: z.object({ hidden: z.boolean().default(true) }),
  duplicate: z.object({ event: z.string().optional() }),
  forget: z.object({}),
};
type Shapes = typeof FAULT_SHAPES;
type Does<Name extends keyof Shapes> = (body: z.infer<Shapes[Name]>) => unknown;

export function faultActions(world: World): { [Name in keyof Shapes]: Does<Name> } {
  const { faults, webhooks } = world;
  const actions: { [Name in keyof Shapes]: Does<Name> } = {
    logout: (body) => lose(world, world.instance(body.instance), 401, loggedOutByPhone()),
    ban: (body) => lose(world, world.instance(body.instance), 403, banned()),
    drop: (body) => drop(world, world.instance(body.instance), body.ms),
    hang: (body) => hang(world, world.instance(body.instance), body.quiet),
    storm: (body) => storm(world, world.instance(body.instance), body),
    deleteBehind: (body) => deleteBehind(world, world.instance(body.instance), body.quiet),
    restartServer: (body) => restartServer(world, body.quiet),
    changeWebhook: ({ instance: name, ...change }) => changeWebhook(world, world.instance(name), change),
    changeSettings: ({ instance: name, ...change }) => {
      const found = world.instance(name);
      found.settings = { ...found.settings, ...given(change) };
    },
    revokeKey: (body) => void (faults.keyRevoked = body.revoked),
    takeNames: (body) => void (faults.namesTaken = body.times),
    blockDeletes: (body) => void (faults.deletesBlocked = body.blocked),
    refuse: (body) => void (faults.refuse = { times: body.times, status: body.status }),
    errorAs200: (body) => void (faults.errorsAs200 = body.times),
    loseAnswers: (body) => void (faults.loseAnswers = body.times),
    slow: (body) => void (faults.slowMs = body.ms),
    down: (body) => void (faults.down = body.down),
    hold: () => void (faults.holding = true),
    release: (body) => {
      faults.holding = false;
      return { released: webhooks.release(body.order) };
    },
    delay: (body) => void (faults.delayMs = body.ms),
    twice: (body) => void (faults.twice = body.twice),
    hideEchoes: (body) => void (faults.echoesHidden = body.hidden),
    duplicate: (body) => ({ event: webhooks.again(body.event)?.event ?? null }),
    forget: () => ({ lost: webhooks.forget() }),
  };
  return actions;
}

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
