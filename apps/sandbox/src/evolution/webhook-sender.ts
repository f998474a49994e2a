import { createHmac } from 'node:crypto';
import type { World } from '../world';
import { configuredName } from './events';
import type { Instance } from './instance';

/** One webhook request, made once: every attempt sends the same bytes. */
export interface Delivery {
  event: string;
  instance: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  attempts: number;
  outcome: 'waiting' | 'delivered' | 'dropped';
  status: number | null;
  settled: Promise<void>;
  settle: () => void;
}

const DROPPED_AT_ONCE = new Set([400, 401, 403, 404, 422]);
const KEPT = 1_000;

/** Evolution's webhooks: parallel, in no order, retried from memory by its acknowledgement rules. */
export class WebhookSender {
  readonly log: Delivery[] = [];
  private held: Delivery[] = [];
  private disorder = 7;
  private readonly stop = new AbortController();

  constructor(private readonly world: World) {}

  /** Sends when the instance asked for this event; null when it did not. */
  emit(instance: Instance, event: string, data: unknown): Delivery | null {
    const row = instance.webhook;
    if (!row?.enabled || !row.events.includes(configuredName(event)) || !/^https?:/.test(row.url)) return null;
    const url = row.webhookByEvents ? `${row.url}/${event.replaceAll('.', '-')}` : row.url;
    const envelope = {
      event,
      instance: instance.name,
      data,
      destination: row.url,
      date_time: this.world.iso(),
      ...(instance.ownerJid && { sender: instance.ownerJid }),
      server_url: this.world.publicUrl,
      apikey: null,
    };
    let settle: () => void = () => undefined;
    const settled = new Promise<void>((resolve) => (settle = resolve));
    const delivery: Delivery = {
      event,
      instance: instance.name,
      url,
      headers: this.headers(row.headers ?? {}),
      body: JSON.stringify(envelope),
      attempts: 0,
      outcome: 'waiting',
      status: null,
      settled,
      settle,
    };
    this.log.push(delivery);
    if (this.log.length > KEPT) this.log.shift();
    if (this.world.faults.holding) this.held.push(delivery);
    else this.start(delivery);
    if (this.world.faults.twice) this.again();
    return delivery;
  }

  /** Sends what was held, in the order given (as it came, backwards, or every second one first). */
  release(order: 'kept' | 'reversed' | 'shuffled' = 'kept'): number {
    const waiting = this.held;
    this.held = [];
    const halves = [...waiting.filter((_, index) => index % 2 === 1), ...waiting.filter((_, index) => index % 2 === 0)];
    const queue = order === 'reversed' ? waiting.reverse() : order === 'shuffled' ? halves : waiting;
    void queue.reduce((before, delivery) => before.then(() => this.attempt(delivery)), Promise.resolve());
    return queue.length;
  }

  /** As a restart of Evolution: what waits to be sent, or to be sent again, is lost. */
  forget(): number {
    this.held = [];
    const waiting = this.log.filter(({ outcome }) => outcome === 'waiting');
    for (const delivery of waiting) this.end(delivery, 'dropped');
    return waiting.length;
  }

  /** The same request once more, as after an answer that was lost. */
  again(event?: string): Delivery | null {
    const last = this.log.filter((one) => !event || one.event === event).at(-1);
    if (!last) return null;
    const copy: Delivery = { ...last, attempts: 0, outcome: 'waiting', status: null };
    this.log.push(copy);
    if (this.world.faults.holding) this.held.push(copy);
    else this.start(copy);
    return copy;
  }

  close(): void {
    this.stop.abort();
  }

  /** Requests of one happening overtake each other, a little differently every time. */
  private start(delivery: Delivery): void {
    this.disorder = (this.disorder * 31 + 17) % 101;
    const { timing, faults } = this.world;
    this.world.later(faults.delayMs + (timing.disorderMs * this.disorder) / 101, () => void this.attempt(delivery));
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { timing } = this.world;
    if (delivery.outcome !== 'waiting') return;
    delivery.attempts += 1;
    delivery.status = await this.post(delivery);
    if (delivery.outcome !== 'waiting') return;
    if (delivery.status !== null && delivery.status >= 200 && delivery.status < 300)
      return this.end(delivery, 'delivered');
    if (delivery.status !== null && DROPPED_AT_ONCE.has(delivery.status)) return this.end(delivery, 'dropped');
    if (delivery.attempts >= timing.retryAttempts) return this.end(delivery, 'dropped');
    const gap = Math.min(timing.retryFirstMs * 2 ** (delivery.attempts - 1), timing.retryMostMs);
    const jitter = 1 + ((this.disorder % 41) - 20) / 100;
    this.world.later(Math.max(timing.retryFirstMs, gap * jitter), () => void this.attempt(delivery));
  }

  private end(delivery: Delivery, outcome: 'delivered' | 'dropped'): void {
    delivery.outcome = outcome;
    delivery.settle();
  }

  /** A redirect is followed as a GET without a body and then counts as delivered, as in Evolution. */
  private async post({ url, headers, body }: Delivery): Promise<number | null> {
    const late = new AbortController();
    const inTime = this.world.later(this.world.timing.deliveryTimeoutMs, () => late.abort());
    try {
      const signal = AbortSignal.any([this.stop.signal, late.signal]);
      const answer = await fetch(url, { method: 'POST', headers, body, signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null;
    } finally {
      inTime();
    }
  }

  private headers(configured: Record<string, string>): Record<string, string> {
    const { jwt_key: key, ...verbatim } = configured;
    return {
      accept: 'application/json, text/plain, */*',
      'content-type': 'application/json',
      ...verbatim,
      ...(key && { authorization: `Bearer ${this.token(key)}` }),
      'user-agent': 'axios/1.21.1',
    };
  }

  private token(key: string): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const iat = this.world.seconds();
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iat, exp: iat + 600, app: 'evolution', action: 'webhook' })}`;
    return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
  }
}
