import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mail } from '@prosa/server/identity';
import { readConfig } from '@prosa/server/platform';
import { ManualClock } from '@prosa/server/platform/testing';
import { compose, type Prosa } from '../compose';
import { GraphqlSocket } from './graphql-socket';
import { OutsideWorld } from './outside-world';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
export type Data = any;

export interface Answer {
  status: number;
  headers: Headers;
  data: Data;
  errors: { message: string; path?: (string | number)[]; extensions: { code: string } }[] | undefined;
  /** The `code` of each error; empty when there is none. */
  codes: string[];
}

/** The whole product of one test: `compose()` on a database and a port of its own, spoken to by HTTP and WebSocket only. */
export interface Product {
  url: string;
  prosa: Prosa;
  /** Time stands still until told to move, but for an instant with each delivery: nothing expires, debounces or retries by itself. */
  clock: ManualClock;
  /** What it is configured to talk to: Evolution and the language model. */
  outside: OutsideWorld;
  /** E-mails that were sent, oldest first. */
  mails: Mail[];
  /** Registers a workspace by the API. */
  register(name?: string): Promise<Account>;
  /** `POST /graphql`; without a token as a signed-out caller. */
  graphql(token: string | null, query: string, variables?: object): Promise<Answer>;
  /** A connected graphql-ws client; rejects when the door does not let it in. */
  socket(token: string | null): Promise<GraphqlSocket>;
  /** A delivery at the webhook door of a channel that was connected, with its own secret; the HTTP status. */
  deliver(instanceName: string, event: string, data: object): Promise<number>;
  /** Resolves when nothing is left that is due by the clock: every delivery taken in, every job run. */
  settle(): Promise<void>;
  /** Ends the process's work, what is under way too, and returns what starts it again on the same data and port. */
  interrupt(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}
export interface Account {
  email: string;
  password: string;
  token: string;
  tenantId: string;
  memberId: string;
  userId: string;
}

/** Were there no time between deliveries, the door would take many of them for a flood and hold the work back. */
const BETWEEN_DELIVERIES_MS = 10;
/** Whatever is due takes less, also on a busy machine. */
const STUCK_AFTER_MS = 15_000;

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { token userErrors { code }
  viewer { tenant { id } member { id } user { id } } } }`;

/** `env` is added to the product's environment; `databaseUrl` is SQLite in a temporary folder, `start` the present, unless given; `mail: false` is a product without e-mail. */
export async function startProduct(
  options: { databaseUrl?: string; env?: Record<string, string>; start?: string; mail?: boolean } = {},
): Promise<Product> {
  const dir = mkdtempSync(join(tmpdir(), 'prosa-product-'));
  const outside = await OutsideWorld.start();
  const env = {
    PORT: '0',
    PROSA_DATA_DIR: dir,
    LOG_LEVEL: 'silent',
    EVOLUTION_URL: outside.url,
    EVOLUTION_API_KEY: 'evolution-key',
    OPENAI_BASE_URL: `${outside.url}/v1`,
    OPENAI_API_KEY: 'openai-key',
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  };
  const mails: Mail[] = [];
  const mailer = options.mail === false ? {} : { mailer: { send: async (mail: Mail) => void mails.push(mail) } };
  const clock = new ManualClock(options.start ?? new Date());
  const begin = async (port: string) => {
    const config = readConfig({ ...env, PORT: port });
    const prosa = await compose(config, env, { dashboardDir: null, clock, ...mailer, breaker: { failures: 5, halfOpenAfterMs: 20 } });
    const url = `http://127.0.0.1:${await prosa.start()}`;
    config.publicUrl = url; // known only now: the port is the system's choice
    if (config.evolution) config.evolution.webhookUrl = url;
    return { prosa, url };
  };
  const { prosa, url } = await begin('0');

  let registered = 0;
  const sockets: GraphqlSocket[] = [];
  const product: Product = {
    url,
    prosa,
    clock,
    outside,
    mails,
    register: async (name = `Workspace ${++registered}`) => {
      const login = { email: `owner-${crypto.randomUUID()}@example.com`, password: 'a long enough passphrase 7' };
      const { data, errors } = await product.graphql(null, REGISTER, {
        input: { ...login, name: `Owner of ${name}`, tenantName: name },
      });
      if (!data?.register?.token) throw new Error(`Registering failed: ${JSON.stringify(errors ?? data)}`);
      const { token, viewer } = data.register;
      return { ...login, token, tenantId: viewer.tenant.id, memberId: viewer.member.id, userId: viewer.user.id };
    },
    graphql: async (token, query, variables = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
      return {
        status: response.status,
        headers: response.headers,
        data,
        errors,
        codes: (errors ?? []).map(({ extensions }) => extensions?.code),
      };
    },
    socket: async (token) => {
      const socket = await GraphqlSocket.open(url, token);
      sockets.push(socket);
      return socket;
    },
    deliver: (instanceName, event, data) => {
      clock.advance(BETWEEN_DELIVERIES_MS);
      return outside.deliver(instanceName, event, data);
    },
    settle: async () => {
      const { db } = product.prosa.platform;
      const due = `select kind as what, status, last_error from async_job where status = 'RUNNING' or (status in ('WAITING', 'RETRYING') and run_at <= ?)`;
      const untaken = `select event as what, status, problem as last_error from inbound_event where status = 'RECEIVED'`;
      for (const giveUpAt = Date.now() + STUCK_AFTER_MS; ;) {
        const left = [...(await db.read(due, [clock.now().getTime()])), ...(await db.read(untaken))];
        if (left.length === 0) return;
        if (Date.now() > giveUpAt) throw new Error(`It does not come to rest: ${JSON.stringify(left)}`);
        clock.advance(0); // a try that is due again this very instant
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    interrupt: async () => {
      let ended = false;
      const stopped = product.prosa.stop().then(() => void (ended = true));
      // What does not end is waited for by the clock.
      while (!ended) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        clock.advance(500);
      }
      await stopped;
      return async () => void (product.prosa = (await begin(new URL(url).port)).prosa);
    },
    stop: async () => {
      for (const socket of sockets) socket.close();
      await product.prosa.stop();
      await outside.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return product;
}

/** The row's id inside a node id. */
export const rowOf = (nodeId: string): string => Buffer.from(nodeId, 'base64').toString().split(':')[1] as string;
