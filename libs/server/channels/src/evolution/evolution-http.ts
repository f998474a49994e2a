import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
  type IPolicy,
} from 'cockatiel';
import { at } from './read';
import { GatewayError, type GatewayErrorKind } from './gateway-error';
import { flatten, noAnswer, refusal, scrubber, tooLate, type Scrub } from './gateway-failure';

/** One request over the wire, for metrics; retries are calls of their own. */
export interface GatewayCall {
  operation: string;
  /** CIRCUIT_OPEN: not even tried. */
  outcome: 'OK' | 'CIRCUIT_OPEN' | GatewayErrorKind;
  milliseconds: number;
}

/** One exchange. Redirects must not be followed: the key would go along to wherever they point. */
export type HttpFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
) => Promise<{ status: number; body: AsyncIterable<Uint8Array> | null }>;

const systemFetch: HttpFetch = (url, init) => fetch(url, { ...init, redirect: 'manual' });

export interface EvolutionHttpOptions {
  baseUrl: string;
  apiKey: string;
  /** How it is called; by `fetch` unless given. */
  fetch?: HttpFetch;
  /** Longer answers are refused, unless a call says otherwise. */
  largestAnswer?: number;
  timeoutMs?: number;
  onCall?: (call: GatewayCall) => void;
  /** How often a repeatable call is tried again. */
  retries?: number;
  retryDelayMs?: number;
  breaker?: { failures: number; halfOpenAfterMs: number };
}

export interface Ask {
  operation: string;
  /** Whom the circuit breaker is for: what one tenant's number suffers must not keep the others from theirs. */
  instance: string;
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: unknown;
  timeoutMs?: number;
  /** Longer answers are refused. */
  largestAnswer?: number;
  /** READ changes nothing; REPEATABLE changes, but twice is as good as once; ONCE is never repeated. */
  effect: 'READ' | 'REPEATABLE' | 'ONCE';
}

interface Circuit {
  once: IPolicy;
  repeated: IPolicy;
}

const LARGEST_ANSWER = 64 * 1024 * 1024;
const TROUBLE = new Set([502, 503, 504]);

/** Nobody answers. A 500 is an answer, if a sick one. */
const isOutage = (error: unknown): boolean =>
  error instanceof GatewayError &&
  (error.kind === 'UNREACHABLE' ||
    error.kind === 'TIMEOUT_UNKNOWN' ||
    (error.status !== null && TROUBLE.has(error.status)));
const isWorthRepeating = (error: unknown): boolean =>
  error instanceof GatewayError &&
  (error.kind === 'UNREACHABLE' ||
    error.kind === 'SERVER' ||
    error.status === 429 ||
    (error.status !== null && TROUBLE.has(error.status)));

/** Calls one Evolution server: key, timeouts, retries of what may be repeated, a circuit breaker per instance, and errors of one type. */
export class EvolutionHttp {
  private readonly base: string;
  private readonly scrub: Scrub;
  private readonly circuits = new Map<string, Circuit>();

  constructor(private readonly options: EvolutionHttpOptions) {
    this.base = options.baseUrl.replace(/\/+$/, '');
    this.scrub = scrubber(options.apiKey);
  }

  private circuit(instance: string): Circuit {
    const known = this.circuits.get(instance);
    if (known) return known;
    const { breaker, retries = 2, retryDelayMs = 250 } = this.options;
    const { failures, halfOpenAfterMs } = breaker ?? { failures: 5, halfOpenAfterMs: 10_000 };
    const once = circuitBreaker(handleWhen(isOutage), {
      halfOpenAfter: halfOpenAfterMs,
      breaker: new ConsecutiveBreaker(failures),
    });
    // The default generator of cockatiel's exponential backoff is jittered.
    const backoff = new ExponentialBackoff({ initialDelay: retryDelayMs, maxDelay: retryDelayMs * 8 });
    const repeated = wrap(retry(handleWhen(isWorthRepeating), { maxAttempts: retries, backoff }), once);
    const made = { once, repeated };
    this.circuits.set(instance, made);
    return made;
  }

  /** The answer's JSON. Throws `GatewayError` and nothing else. */
  async ask(ask: Ask): Promise<unknown> {
    try {
      const { once, repeated } = this.circuit(ask.instance);
      return await (ask.effect === 'ONCE' ? once : repeated).execute(() => this.tell(ask));
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      if (!(error instanceof BrokenCircuitError))
        throw new GatewayError('SERVER', 'The call failed inside', { outcomeKnown: ask.effect === 'READ' });
      this.options.onCall?.({ operation: ask.operation, outcome: 'CIRCUIT_OPEN', milliseconds: 0 });
      throw new GatewayError('UNREACHABLE', 'The server did not answer several times; it is left alone for a moment', {
        outcomeKnown: true,
      });
    }
  }

  private async tell(ask: Ask): Promise<unknown> {
    const started = performance.now();
    let outcome: GatewayCall['outcome'] = 'SERVER';
    try {
      const answer = await this.exchange(ask);
      outcome = 'OK';
      return answer;
    } catch (error) {
      if (error instanceof GatewayError) outcome = error.kind;
      throw error;
    } finally {
      this.options.onCall?.({ operation: ask.operation, outcome, milliseconds: performance.now() - started });
    }
  }

  private async exchange({
    method,
    path,
    body,
    effect,
    timeoutMs = this.options.timeoutMs ?? 10_000,
    largestAnswer = this.options.largestAnswer ?? LARGEST_ANSWER,
  }: Ask): Promise<unknown> {
    const changes = effect !== 'READ';
    const signal = AbortSignal.timeout(timeoutMs);
    let status: number;
    let content: string;
    try {
      const response = await (this.options.fetch ?? systemFetch)(`${this.base}${path}`, {
        method,
        headers: {
          apikey: this.options.apiKey,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal,
      });
      status = response.status;
      content = await readBody(response, largestAnswer);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      throw signal.aborted ? tooLate(timeoutMs, changes) : noAnswer(error, changes);
    }
    return this.understand(status, content, changes);
  }

  private understand(status: number, content: string, changes: boolean): unknown {
    const answer = parse(content);
    if (status >= 300 && status < 400)
      throw new GatewayError('REFUSED', `The server redirects (HTTP ${status}); check its address`, {
        status,
        outcomeKnown: true,
      });
    if (status < 200 || status >= 300) throw refusal(status, answer, changes, this.scrub);
    if (answer === undefined)
      throw new GatewayError('SERVER', 'The answer is not JSON', { status, outcomeKnown: !changes });
    if (at(answer, 'error') === true) {
      throw new GatewayError('REFUSED', this.scrub(flatten(answer)) || 'The server reports an error', {
        status,
        outcomeKnown: !changes,
      });
    }
    return answer;
  }
}

async function readBody(response: Awaited<ReturnType<HttpFetch>>, largest: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largest)
      throw new GatewayError('REFUSED', 'The answer is larger than is taken', {
        status: response.status,
        outcomeKnown: false,
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined for what is no JSON; an empty body is none. */
function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
