import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type RunningProcess } from './processes';
import { sandboxControl, type SandboxControl } from './sandbox';

/** The whole product as `npm start` runs it: api with dashboard, and the sandbox in place of the outside world. */
export interface Product {
  /** Where the api listens; stays the same over restarts. */
  url: string;
  api: RunningProcess;
  sandbox: SandboxControl;
  /** SIGKILL, then a start on the same data and port. */
  crash(): Promise<{ restarted: Promise<void> }>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** Over the environment of the api. */
  env?: Record<string, string>;
  /** How long things take in the sandbox, where the defaults of a real phone are too slow to wait for. */
  timing?: Record<string, number>;
  /** Where browsers reach the product, when that is not the api itself. */
  publicUrl?(apiUrl: string): Promise<string>;
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'prosa-e2e-'));
  const outside = await startProcess('sandbox', { HOST: '127.0.0.1', PROSA_SANDBOX_PORT: '0' });
  const sandbox = sandboxControl(outside.url);
  if (options.timing) await sandbox.act('timing', options.timing);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    PROSA_DATA_DIR: dataDir,
    PROSA_PUBLIC_URL: (await options.publicUrl?.(url)) ?? url,
    PROSA_STAND_INS: 'evolution,openai',
    PROSA_TEST_PHONE_URL: `${outside.url}/phone`,
    EVOLUTION_URL: `${outside.url}/evolution`,
    EVOLUTION_API_KEY: 'sandbox-evolution-key',
    EVOLUTION_WEBHOOK_URL: url,
    OPENAI_BASE_URL: `${outside.url}/openai/v1`,
    OPENAI_API_KEY: 'sandbox-openai-key',
    ...options.env,
  };
  const product: Product = {
    url,
    api: await startProcess('api', env),
    sandbox,
    crash: async () => {
      await product.api.kill();
      return {
        restarted: startProcess('api', env).then((api) => {
          product.api = api;
        }),
      };
    },
    stop: async () => {
      await Promise.all([product.api.stop(), outside.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return product;
}

/** One nobody uses now. The api needs to know its port before it starts: its webhook address is made of it. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
