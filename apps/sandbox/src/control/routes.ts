import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { link } from '../evolution/link';
import { customerDeletes, customerEdits, customerReacts } from '../evolution/changes';
import { customerCalls, customerTypes, groupSays } from '../evolution/gestures';
import { KINDS } from '../evolution/kinds';
import { customerSays, openChat, phoneSays, setOnline, writeByThemselves } from '../evolution/traffic';
import type { ModelFaults } from '../openai/model-faults';
import { businessPhone, findByCode, findByPairingCode, showingCode } from '../phone/business-phone';
import { REAL_TIMING, type Timing } from '../settings';
import type { World } from '../world';
import { FAULT_SHAPES, faultActions } from './fault-actions';

const instance = z.string().optional();
const written = { id: z.string().optional(), timestamp: z.number().int().optional() };

const SHAPES = {
  ...FAULT_SHAPES,
  scan: z.object({
    instance,
    code: z.string().optional(),
    profileName: z.string().optional(),
    number: z.string().optional(),
  }),
  pair: z.object({ pairingCode: z.string() }),
  customerSays: z.object({
    instance,
    customer: z.string(),
    name: z.string().optional(),
    text: z.string(),
    quotes: z.string().optional(),
    ...written,
  }),
  customerSendsPicture: z.object({
    instance,
    customer: z.string(),
    caption: z.string().optional(),
    expired: z.boolean().optional(),
    ...written,
  }),
  customerSendsAudio: z.object({ instance, customer: z.string(), ...written }),
  customerSends: z.object({
    instance,
    customer: z.string(),
    kind: z.enum(KINDS),
    text: z.string().optional(),
    expired: z.boolean().optional(),
    ...written,
  }),
  phoneSends: z.object({
    instance,
    customer: z.string(),
    kind: z.enum(KINDS),
    text: z.string().optional(),
    ...written,
  }),
  customerCalls: z.object({
    instance,
    customer: z.string(),
    video: z.boolean().default(false),
    end: z.enum(['accept', 'reject', 'timeout', 'terminate']).optional(),
    afterMs: z.number().min(0).default(2_000),
    id: z.string().optional(),
  }),
  customerTypes: z.object({
    instance,
    customer: z.string(),
    presence: z.enum(['composing', 'recording', 'paused']).default('composing'),
  }),
  groupSays: z.object({
    instance,
    customer: z.string(),
    text: z.string().optional(),
    kind: z.enum(KINDS).optional(),
    ...written,
  }),
  customerReacts: z.object({
    instance,
    customer: z.string(),
    id: z.string().optional(),
    emoji: z.string().default(''),
  }),
  customerEdits: z.object({ instance, customer: z.string(), id: z.string().optional(), text: z.string() }),
  customerDeletes: z.object({ instance, customer: z.string(), id: z.string().optional() }),
  writeByThemselves: z.object({ instance, customer: z.string(), lines: z.number().int().min(1).max(20).default(3) }),
  setOnline: z.object({ customer: z.string(), online: z.boolean() }),
  openChat: z.object({ instance, customer: z.string(), open: z.boolean().default(true) }),
  phoneSays: z.object({ instance, customer: z.string(), text: z.string(), ...written }),
  emit: z.object({ instance, event: z.string(), data: z.unknown() }),
  model: z.object({
    fault: z.enum([
      'rate_limit',
      'quota',
      'error',
      'stall',
      'cut',
      'refusal',
      'incomplete',
      'bad_arguments',
      'function_call',
      'say',
    ]),
    times: z.number().int().min(1).default(1),
    retryAfterMs: z.number().min(0).default(1_000),
    stallMs: z.number().min(0).default(120_000),
    text: z.string().optional(),
    name: z.string().optional(),
    arguments: z.record(z.string(), z.unknown()).optional(),
  }),
  heal: z.object({}),
  timing: z.partialRecord(z.enum(Object.keys(REAL_TIMING) as (keyof Timing)[]), z.number().min(0)),
};
type Shapes = typeof SHAPES;
type Does<Name extends keyof Shapes> = (body: z.infer<Shapes[Name]>) => unknown;

/** What tests (and the phone page) make happen: `POST /control/<name>`. docs/sandbox.md lists them. */
function actions(world: World, model: ModelFaults): { [Name in keyof Shapes]: Does<Name> } {
  const { faults, webhooks } = world;
  return {
    ...faultActions(world),
    scan: (body) => {
      const found = body.code ? findByCode(world, body.code) : showingCode(world.instance(body.instance));
      const phone = businessPhone(world, found);
      link(world, found, { number: body.number ?? phone.number, profileName: body.profileName ?? phone.profileName });
      return { instance: found.name };
    },
    pair: (body) => {
      const found = findByPairingCode(world, body.pairingCode);
      link(world, found, businessPhone(world, found));
      return { instance: found.name };
    },
    customerSays: ({ text, quotes: answered, id, timestamp, ...body }) => {
      const found = world.instance(body.instance);
      const quotes = found.find(answered);
      if (answered && !quotes) throw new Error('The quoted message is not there');
      const written = { text, quotes, id, timestamp };
      return customerSays(world, found, world.customer(body.customer, body.name), written).key;
    },
    customerSendsPicture: ({ caption, expired, id, timestamp, ...body }) => {
      const found = world.instance(body.instance);
      const message = customerSays(world, found, world.customer(body.customer), {
        picture: { caption },
        id,
        timestamp,
      });
      if (expired && message.media) message.media.expired = true;
      return message.key;
    },
    customerSendsAudio: ({ id, timestamp, ...body }) =>
      customerSays(world, world.instance(body.instance), world.customer(body.customer), { voice: true, id, timestamp })
        .key,
    customerSends: ({ instance: name, customer, expired, ...said }) => {
      const message = customerSays(world, world.instance(name), world.customer(customer), said);
      if (expired && message.media) message.media.expired = true;
      return message.key;
    },
    phoneSends: ({ instance: name, customer, ...said }) =>
      phoneSays(world, world.instance(name), world.customer(customer), said).key,
    customerCalls: ({ instance: name, customer, ...call }) =>
      customerCalls(world, world.instance(name), world.customer(customer), call),
    customerTypes: ({ instance: name, customer, presence }) =>
      customerTypes(world, world.instance(name), world.customer(customer), presence),
    groupSays: ({ instance: name, customer, ...said }) =>
      groupSays(world, world.instance(name), world.customer(customer), said),
    customerReacts: ({ instance: name, customer, ...body }) =>
      customerReacts(world, world.instance(name), world.customer(customer), body),
    customerEdits: ({ instance: name, customer, ...body }) =>
      customerEdits(world, world.instance(name), world.customer(customer), body),
    customerDeletes: ({ instance: name, customer, id }) =>
      customerDeletes(world, world.instance(name), world.customer(customer), id),
    writeByThemselves: (body) =>
      writeByThemselves(world, world.instance(body.instance), world.customer(body.customer), body.lines),
    setOnline: (body) => setOnline(world, world.customer(body.customer), body.online),
    openChat: (body) =>
      openChat(world, world.customer(body.customer), body.open ? world.instance(body.instance) : null),
    phoneSays: ({ text, id, timestamp, ...body }) =>
      phoneSays(world, world.instance(body.instance), world.customer(body.customer), { text, id, timestamp }).key,
    emit: (body) => ({ sent: webhooks.emit(world.instance(body.instance), body.event, body.data ?? null) !== null }),
    model: (body) => model.add(body),
    heal: () => {
      faults.reset();
      model.clear();
    },
    timing: (body) => Object.assign(world.timing, body),
  };
}

/** One action by name, its body checked first. */
export function runAction(world: World, model: ModelFaults, name: string, body: unknown): unknown {
  const shape = (SHAPES as Record<string, z.ZodType>)[name];
  if (!shape) throw new Error(`No action "${name}"`);
  const does = actions(world, model) as unknown as Record<string, (body: unknown) => unknown>;
  const answer = does[name]?.(shape.parse(body ?? {}));
  // A page shows which faults there are.
  if (name in FAULT_SHAPES || name === 'heal') world.changed();
  return answer;
}

export async function controlRoutes(
  app: FastifyInstance,
  { world, model }: { world: World; model: ModelFaults },
): Promise<void> {
  app.setErrorHandler((error, _request, reply) =>
    reply.code(400).send({ error: error instanceof Error ? error.message : String(error) }),
  );
  for (const name of Object.keys(SHAPES)) {
    app.post(`/${name}`, async (request) => (await runAction(world, model, name, request.body)) ?? { done: true });
  }

  app.get('/sent', (request) => {
    const { instance: wanted } = request.query as { instance?: string };
    return world.sent
      .filter((one) => !wanted || one.instance === wanted)
      .map(({ instance: name, message }) => ({ instance: name, ...message, media: undefined }));
  });
  app.get('/deliveries', (request) => {
    const { event } = request.query as { event?: string };
    return world.webhooks.log
      .filter((one) => !event || one.event === event)
      .map(({ event: name, instance: of, attempts, outcome, status, url, body }) => ({
        event: name,
        instance: of,
        attempts,
        outcome,
        status,
        url,
        body: JSON.parse(body),
      }));
  });
  app.get('/instances', () =>
    [...world.instances.values()].map(({ name, state, ownerJid, code }) => ({
      name,
      state,
      ownerJid,
      code: code?.code ?? null,
      pairingCode: code?.pairingCode ?? null,
    })),
  );
  app.get('/customers', () =>
    [...world.customers.values()].map(({ id, name, number, phoneJid, lid, online, openChat: open }) => ({
      id,
      name,
      number,
      jid: phoneJid,
      lid,
      online,
      openChat: open,
    })),
  );
  app.get('/model', () => model.calls);
}
