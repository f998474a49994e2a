import type { Time } from './time';

/** How long things take. The defaults are what a real Evolution and a real phone take; tests shorten them. */
export interface Timing {
  /** `connect` on a closed instance answers after this, with or without a code. */
  connectWaitMs: number;
  createWaitMs: number;
  /** From `connect` to the first code. */
  codeReadyMs: number;
  firstCodeMs: number;
  nextCodeMs: number;
  codeLimit: number;
  /** From the scan to `open`. */
  pairingMs: number;
  serverAckMs: number;
  deliveredMs: number;
  readMs: number;
  deleteMs: number;
  /** A dropped connection comes back after this. */
  dropMs: number;
  retryFirstMs: number;
  retryMostMs: number;
  retryAttempts: number;
  deliveryTimeoutMs: number;
  /** Webhook requests of one happening start within this of each other, in no order. */
  disorderMs: number;
  /** Between two messages of a customer who writes by themselves. */
  typingMs: number;
  /** `getBase64FromMediaMessage` of media that has expired answers after this. */
  expiredMediaMs: number;
}

export const REAL_TIMING: Timing = {
  connectWaitMs: 2_000,
  createWaitMs: 5_000,
  codeReadyMs: 700,
  firstCodeMs: 60_000,
  nextCodeMs: 20_000,
  codeLimit: 30,
  pairingMs: 900,
  serverAckMs: 250,
  deliveredMs: 700,
  readMs: 900,
  deleteMs: 1_500,
  dropMs: 2_500,
  retryFirstMs: 5_000,
  retryMostMs: 300_000,
  retryAttempts: 10,
  deliveryTimeoutMs: 30_000,
  disorderMs: 25,
  typingMs: 1_800,
  expiredMediaMs: 5_000,
};

export interface SandboxOptions {
  port?: number;
  host?: string;
  evolutionKey?: string;
  openaiKey?: string;
  time?: Time;
  /** Makes the picture of a code. */
  drawCode?: (code: string) => Promise<string>;
  timing?: Partial<Timing>;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

export const isLoopback = (host: string): boolean => LOOPBACK.has(host.toLowerCase());

/** A page from elsewhere must not reach the sandbox: neither under a name of its own that leads here, nor from its own origin. */
export function fromThisMachine({ host, origin }: { host?: string | undefined; origin?: string | undefined }): boolean {
  const named = (url: string) => URL.canParse(url) && isLoopback(new URL(url).hostname);
  return named(`http://${host ?? ''}`) && (origin === undefined || named(origin));
}

/** The keys of the sandbox are public: an address that others can reach would let anyone in. */
export function requireLoopback(host: string): void {
  if (!isLoopback(host)) {
    throw new Error(
      `The sandbox only listens on this machine (127.0.0.1, ::1 or localhost), not on "${host}". It is a stand-in with public keys.`,
    );
  }
}

export function readOptions(env: Record<string, string | undefined>): SandboxOptions {
  const host = env['PROSA_SANDBOX_HOST'] ?? env['HOST'] ?? '127.0.0.1';
  requireLoopback(host);
  const port = Number(env['PROSA_SANDBOX_PORT'] ?? 3100);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('PROSA_SANDBOX_PORT must be a port number.');
  return { host, port, evolutionKey: env['SANDBOX_EVOLUTION_KEY'], openaiKey: env['SANDBOX_OPENAI_KEY'] };
}
