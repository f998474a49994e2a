import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from './load';

export interface Product {
  url: string;
  token: string;
  instance: string;
  webhook: Target;
  /** Waits until everything that came in is taken in, and answered or handed over: what is measured next has the machine for itself. */
  rest(): Promise<void>;
  /** Stopped, `between` done to its database file, and started again on the same address. */
  restart(between: (file: string) => void): Promise<void>;
  close(): Promise<void>;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Starts the built product on an empty SQLite file with one connected channel, made through its own API. */
export async function startProduct(): Promise<Product> {
  const evolution = await startQuietEvolution();
  const dataDir = mkdtempSync(join(tmpdir(), 'prosa-bench-'));
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    NODE_ENV: 'production',
    PORT: String(await freePort()),
    PROSA_DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    EVOLUTION_URL: evolution.url,
    EVOLUTION_API_KEY: 'bench',
  };
  let { child, url } = await launch(env);
  const ask = async <T>(query: string, variables: object, token?: string): Promise<T> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const { register } = await ask<{ register: { token: string } }>(
    `mutation ($input: RegisterInput!) { register(input: $input) { token } }`,
    { input: { tenantName: 'Bench', name: 'Bench', email: 'bench@prosa.test', password: 'correct horse battery' } },
  );
  const { saveAgent } = await ask<{ saveAgent: { agent: { id: string } } }>(
    `mutation { saveAgent(input: { name: "Bench" }) { agent { id } } }`,
    {},
    register.token,
  );
  await ask(
    `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id } userErrors { message } } }`,
    { input: { agentId: saveAgent.agent.id } },
    register.token,
  );
  const { instance, webhook } = await evolution.created;
  return {
    url,
    token: register.token,
    instance,
    webhook,
    rest: async () => {
      const waiting = `{
        inboundEvents(filter: { status: [RECEIVED, RETRYING] }, first: 1) { edges { cursor } }
        jobs(filter: { kind: "agent.reply", status: [WAITING, RUNNING, RETRYING] }, first: 1) { edges { cursor } }
      }`;
      for (;;) {
        const { inboundEvents, jobs } = await ask<Record<'inboundEvents' | 'jobs', { edges: unknown[] }>>(waiting, {}, register.token);
        if (inboundEvents.edges.length + jobs.edges.length === 0) return;
        await pause(100);
      }
    },
    restart: async (between) => {
      await stop(child);
      between(join(dataDir, 'prosa.db'));
      ({ child, url } = await launch(env));
    },
    close: async () => {
      await stop(child);
      evolution.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['dist/api/main.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((done, fail) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      const match = /listening on (\S+)/.exec(text);
      if (match?.[1]) done(match[1]);
    });
    child.once('exit', (code) => fail(new Error(`The product ended with ${code}`)));
  });
  return { child, url };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

/** A port nobody uses now: the product tells Evolution its own address, so it must know it before it listens. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Just enough of Evolution to make an instance and learn its webhook; the bench plays the deliveries itself. */
async function startQuietEvolution() {
  let tell: (created: { instance: string; webhook: Target }) => void;
  const created = new Promise<{ instance: string; webhook: Target }>((done) => (tell = done));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.url !== '/instance/create') return void response.end(JSON.stringify({ pairingCode: null, code: '2@bench', base64: 'data:image/png;base64,', count: 1 }));
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      tell({ instance: body.instanceName, webhook: { url: body.webhook.url, headers: body.webhook.headers } });
      response.statusCode = 201;
      response.end(JSON.stringify({ instance: { instanceName: body.instanceName, instanceId: 'x', status: 'connecting' }, hash: 'token' }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, created, close: () => void server.close() };
}
