import { seedCustomers, stranger, type Customer } from './customers';
import { WebhookSender } from './evolution/webhook-sender';
import type { Instance, StoredMessage } from './evolution/instance';
import { digitsOf, toJid } from './evolution/number';
import { Faults } from './faults';
import type { Timing } from './settings';
import type { Time } from './time';

/** One group exists, so that messages to groups can be told apart from messages to people. */
export const GROUP = {
  jid: '120363000000000001@g.us',
  name: 'Equipe Loja',
  desc: 'Grupo',
  creation: 1_700_000_000,
  /** Besides the business itself. */
  members: [
    { id: '5511999990001@s.whatsapp.net', admin: 'superadmin' },
    { id: '5511999990002@s.whatsapp.net', admin: null },
  ],
};

/** Everything that exists outside the product: Evolution's instances, phones and people. In memory; gone with the process. */
export class World {
  readonly instances = new Map<string, Instance>();
  readonly customers = seedCustomers();
  readonly faults = new Faults();
  readonly webhooks: WebhookSender;
  /** Every message the product had sent, in order. */
  readonly sent: { instance: string; message: StoredMessage }[] = [];
  private readonly timers = new Set<() => void>();
  private readonly listeners = new Set<() => void>();
  private closed = false;
  publicUrl = '';

  constructor(
    readonly timing: Timing,
    private readonly time: Time,
    readonly drawCode: (code: string) => Promise<string>,
  ) {
    this.webhooks = new WebhookSender(this);
  }

  now = (): number => this.time.now();
  iso = (): string => new Date(this.now()).toISOString();
  seconds = (): number => Math.floor(this.now() / 1000);

  /** The answer takes it back. */
  later(ms: number, run: () => void): () => void {
    if (this.closed) return () => undefined;
    const forget = () => {
      this.timers.delete(forget);
      cancel();
    };
    const cancel = this.time.after(ms, () => {
      this.timers.delete(forget);
      run();
    });
    this.timers.add(forget);
    return forget;
  }

  wait(ms: number): Promise<void> {
    return ms > 0 ? new Promise((resolve) => this.later(ms, resolve)) : Promise.resolve();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** By id, name, number or jid; a number nobody has yet becomes a new person. */
  customer(who: string, name?: string): Customer {
    const known = this.findCustomer(who);
    if (known) return known;
    const jid = toJid(who);
    const made = stranger(digitsOf(who), jid, name ?? who);
    this.customers.set(made.id, made);
    return made;
  }

  findCustomer(who: string): Customer | undefined {
    const jid = toJid(who);
    return [...this.customers.values()].find(
      (customer) =>
        [customer.id, customer.name, customer.number, customer.phoneJid, customer.lid].includes(who) ||
        customer.phoneJid === jid,
    );
  }

  /** The named instance, or the one that is linked (the newest, if several are). */
  instance(name?: string): Instance {
    const all = [...this.instances.values()];
    const found = name ? this.instances.get(name) : (all.filter((one) => one.state === 'open').at(-1) ?? all.at(-1));
    if (!found) throw new Error(name ? `No instance "${name}"` : 'No instance yet');
    return found;
  }

  close(): void {
    this.closed = true;
    for (const forget of [...this.timers]) forget();
    this.webhooks.close();
  }
}
