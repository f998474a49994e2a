import { opened, startProduct, type Product } from '../testing';
import { Dice } from './dice';
import { differences } from './compare';
import { Evolution } from './evolution';
import { readInbox, type Thread } from './inbox';
import { Members } from './members';
import { Phone, type Chat, type Said, type SaidKind } from './phone';
import { PostOffice } from './post-office';

const CONNECT = `mutation ($input: ConnectEvolutionForAgentInput!) { connectEvolutionForAgent(input: $input) { channel { id instanceName } } }`;
const RECONNECT = `mutation ($input: IdInput!) { reconnectChannel(input: $input) { userErrors { code } } }`;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LONGEST_STEP = 12 * SECOND;
const EMOJI = ['👍', '❤️', '😂', '🙏', '🚀'];

export interface Day {
  differences: string[];
  said: number;
  threads: Thread[];
  /** Statuses that went back, by the log of events. */
  wentBack: string[];
  /** Everything at the webhook door that has to do with an id. */
  traceOf(id: string): string[];
  counts: Record<string, number>;
}

/**
 * Twenty-four hours of a shop with everything that goes wrong in them. The phone keeps a list of its own of what everybody
 * said; at the end, when all is well again, the inbox must show the same.
 */
export async function liveADay(
  seed: number,
  { acts, hours = 24, databaseUrl }: { acts: number; hours?: number; databaseUrl?: string },
): Promise<Day> {
  const dice = new Dice(seed);
  const product = await startProduct({ start: '2026-11-24T00:00:00Z', ...(databaseUrl && { databaseUrl }) });
  try {
    return await new Shop(dice, product).live(acts, hours);
  } finally {
    await product.stop();
  }
}

type Happening = { at: number; run: () => unknown };

class Shop {
  private readonly counts: Record<string, number> = {};
  private readonly phone: Phone;
  private readonly post: PostOffice;
  private evolution!: Evolution;
  private members!: Members;
  private token = '';
  private channel = { id: '', instanceName: '' };
  private agenda: Happening[] = [];
  /** The process is not there. */
  private down = false;
  /** The disk takes nothing. */
  private full = false;

  constructor(
    private readonly dice: Dice,
    private readonly product: Product,
  ) {
    this.phone = new Phone(people());
    this.post = new PostOffice(dice, product.clock, (body) => this.knock(body));
  }

  async live(acts: number, hours: number): Promise<Day> {
    await this.connect();
    const from = this.now;
    const until = from + hours * HOUR;
    for (let left = acts; left > 0;)
      left -= this.planBurst(this.dice.between(from, until), Math.min(left, this.dice.between(1, 25)));
    this.planTroubles(from, until);
    await this.run(until);
    await this.calmDown();
    return this.look();
  }

  private get now(): number {
    return this.product.clock.now().getTime();
  }
  private plan(at: number, run: () => unknown): void {
    this.agenda.push({ at, run });
  }
  private later(least: number, most: number, run: () => unknown): void {
    this.plan(this.now + this.dice.between(least, most), run);
  }
  private count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  private async connect(): Promise<void> {
    const { product } = this;
    await this.quicken();
    ({ token: this.token } = await product.register());
    const { agent } = (
      await product.graphql(this.token, `mutation { saveAgent(input: { name: "Bia" }) { agent { id } } }`)
    ).data.saveAgent;
    ({ channel: this.channel } = (
      await product.graphql(this.token, CONNECT, { input: { agentId: agent.id } })
    ).data.connectEvolutionForAgent);
    await product.settle();
    this.evolution = new Evolution(this.channel.instanceName, this.dice, product.clock, this.phone, this.post);
    product.outside.override = (call, response) => this.evolution.answer(call, response);
    this.members = new Members(product, this.token, this.dice, this.phone);
    await product.deliver(this.channel.instanceName, ...opened());
    await product.settle();
    product.clock.advance(MINUTE);
  }

  /** Of no power cut is spoken here: what is written need not wait for the disk. And the door can be made to refuse. */
  private async quicken(): Promise<void> {
    const { db } = this.product.prosa.platform;
    if (db.dialect === 'sqlite') await db.write('pragma synchronous = off');
    const { write } = db;
    db.write = ((sql: string, params?: unknown[]) =>
      this.full && sql.includes('into inbound_event')
        ? Promise.reject(new Error('disk full'))
        : write(sql, params as never)) as typeof write;
  }

  private async knock(body: string): Promise<number | null> {
    if (this.down) return null;
    const { url, secret } = this.product.outside.webhookOf(this.channel.instanceName);
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-webhook-secret': secret },
      body,
    });
    return status;
  }

  private async run(until: number): Promise<void> {
    while (this.now < until) {
      const next = Math.min(until, this.post.nextDue(), ...this.agenda.map(({ at }) => at), this.now + 5 * MINUTE);
      this.product.clock.advance(Math.max(this.dice.between(2 * SECOND, LONGEST_STEP), next - this.now));
      const due = this.agenda.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at);
      this.agenda = this.agenda.filter((one) => !due.includes(one));
      for (const { run } of due) await run();
      await this.post.deliverDue();
      if (!this.down) await this.product.settle();
    }
  }

  /** People talk with each other: much in a few chats within minutes, then nothing for a while. */
  private planBurst(from: number, acts: number): number {
    const chats = [this.dice.pick(this.phone.chats), this.dice.pick(this.phone.chats)];
    for (let i = 0; i < acts; i++)
      this.plan(from + this.dice.between(0, 3 * MINUTE), () => this.act(this.dice.pick(chats)));
    return acts;
  }

  private async act(chat: Chat): Promise<void> {
    const what = this.dice.weighted({
      customerSays: 38,
      customerChanges: 10,
      customerReacts: 6,
      ownerSays: 12,
      ownerChanges: 5,
      ownerReacts: 2,
      memberSays: 16,
      memberChanges: 6,
      memberReacts: 4,
      memberDecides: 1,
    });
    this.count(what);
    switch (what) {
      case 'customerSays':
      case 'ownerSays':
        for (let more = this.dice.chance(0.15) ? 3 : 1; more > 0; more--)
          this.say(chat, what === 'ownerSays' ? 'us' : 'customer');
        return;
      case 'customerChanges':
      case 'ownerChanges':
        return this.change(chat, what === 'ownerChanges' ? 'us' : 'customer');
      case 'customerReacts':
      case 'ownerReacts': {
        const said = this.recent(chat, 2 * HOUR, () => this.isTold);
        if (!said) return;
        const [who, emoji] = [
          what === 'ownerReacts' ? ('us' as const) : ('customer' as const),
          this.dice.chance(0.25) ? '' : this.dice.pick(EMOJI),
        ];
        this.phone.react(said, who, emoji);
        return this.evolution.reacted(said, who, emoji);
      }
      default:
        return this.down ? undefined : this.memberActs(what, chat);
    }
  }

  private async memberActs(what: string, chat: Chat): Promise<void> {
    if (what === 'memberDecides') return void (await this.members.decide());
    if (what === 'memberSays') return this.members.write(chat.said.at(-1), this.dice.chance(0.3));
    if (what === 'memberReacts')
      return this.members.react(this.recent(chat, HOUR), this.dice.chance(0.25) ? null : this.dice.pick(EMOJI));
    const ours = (one: Said) => one.who === 'us' && one.kind === 'TEXT';
    if (this.dice.chance(0.6))
      return this.members.edit(this.recent(chat, 14 * MINUTE, ours), `corrected ${this.dice.id()}`);
    return this.members.delete(this.recent(chat, 5 * HOUR, ours));
  }

  private say(chat: Chat, who: 'customer' | 'us'): void {
    const kind = this.dice.weighted<SaidKind>({ TEXT: 80, IMAGE: 8, AUDIO: 5, DOCUMENT: 4, LOCATION: 3 });
    const text =
      kind === 'TEXT'
        ? this.dice.chance(0.1)
          ? 'ok'
          : `words ${this.dice.id()}`
        : kind === 'IMAGE' && this.dice.chance(0.5)
          ? `caption ${this.dice.id()}`
          : null;
    const quoted = this.dice.chance(0.15) ? this.recent(chat, 3 * HOUR, () => this.isTold) : undefined;
    const said = this.phone.say(
      chat,
      { id: this.dice.id(), who, kind, text, quotes: quoted?.id ?? null },
      this.product.clock.now(),
    );
    this.evolution.said(said);
  }

  private change(chat: Chat, who: 'customer' | 'us'): void {
    const mine = (one: Said) => one.who === who && this.isTold;
    if (this.dice.chance(0.65)) {
      const said = this.recent(
        chat,
        14 * MINUTE,
        (one) => mine(one) && (one.kind === 'TEXT' || (one.kind === 'IMAGE' && one.text !== null)),
      );
      if (!said) return;
      this.phone.edit(said, `edited ${this.dice.id()}`, this.product.clock.now());
      return this.evolution.edited(said);
    }
    const said = this.recent(chat, 5 * HOUR, mine);
    if (!said) return;
    this.phone.delete(said);
    this.evolution.deleted(said);
  }

  /** While the phone is unlinked nobody tells what is done to older messages: that is done to none. */
  private get isTold(): boolean {
    return this.evolution.link !== 'GONE';
  }
  private recent(chat: Chat, within: number, fits: (said: Said) => boolean = () => true): Said | undefined {
    const some = chat.said.filter((said) => !said.deleted && this.now - said.at < within && fits(said));
    return some.length > 0 ? this.dice.pick(some) : undefined;
  }

  /** Ours arrive and are read, on phones that this one hears of. */
  private ticks(): void {
    if (this.evolution.link === 'GONE') return;
    for (const said of this.phone.all) {
      if (!said.tick || said.tick === 'READ' || said.deleted || !this.dice.chance(0.3)) continue;
      const tick = said.tick === 'SENT' ? 'DELIVERED' : 'READ';
      this.phone.reach(said, tick);
      this.evolution.ticked(said, tick);
    }
  }

  private planTroubles(from: number, until: number): void {
    const often = (times: number, run: () => unknown) => {
      for (let i = 0; i < times; i++) this.plan(this.dice.between(from + HOUR, until - HOUR), run);
    };
    for (let at = from; at < until; at += 2 * MINUTE) this.plan(at, () => this.ticks());
    often(8, () => this.lineBreaks());
    often(3, () => this.evolutionRestarts());
    often(4, () => this.productRestarts());
    often(4, () => this.doorRefuses());
    often(4, () => this.networkFails());
    often(1, () => this.phoneIsUnlinked());
  }
  private lineBreaks(): void {
    if (this.evolution.link !== 'OPEN') return;
    this.count('line breaks');
    this.evolution.drop();
    this.later(5 * SECOND, 10 * MINUTE, () => this.evolution.link === 'AWAY' && this.evolution.open());
  }
  private evolutionRestarts(): void {
    if (this.evolution.link !== 'OPEN') return;
    this.count('Evolution restarts');
    this.evolution.restart();
    this.later(20 * SECOND, 3 * MINUTE, () => this.evolution.link === 'AWAY' && this.evolution.open());
  }
  private async productRestarts(): Promise<void> {
    if (this.down) return;
    this.count('product restarts');
    this.down = true;
    const start = await this.product.interrupt();
    this.later(5 * SECOND, 30 * MINUTE, () => this.startAgain(start));
  }
  private async startAgain(start: () => Promise<void>): Promise<void> {
    await start();
    await this.quicken();
    this.down = false;
  }
  private doorRefuses(): void {
    this.count('door refuses');
    this.full = true;
    this.later(10 * SECOND, 40 * MINUTE, () => (this.full = false));
  }
  /** Shorter than what Evolution repeats: nothing is lost by it. */
  private networkFails(): void {
    this.count('network fails');
    this.post.cutOff = true;
    this.later(10 * SECOND, 10 * MINUTE, () => (this.post.cutOff = false));
  }
  private phoneIsUnlinked(): void {
    if (this.evolution.link !== 'OPEN' || this.down) return;
    this.count('phone is unlinked');
    this.evolution.unlink();
    this.later(5 * MINUTE, 40 * MINUTE, () => this.reconnect());
  }
  private async reconnect(): Promise<void> {
    if (this.down) return this.later(MINUTE, 2 * MINUTE, () => this.reconnect());
    await this.product.graphql(this.token, RECONNECT, { input: { id: this.channel.id } });
    this.later(20 * SECOND, MINUTE, () => this.evolution.scan());
  }

  /** All troubles end, what is under way arrives, people decide what is theirs to decide, and a last start reads back what was lost. */
  private async calmDown(): Promise<void> {
    await this.run(this.now + HOUR);
    this.full = this.post.cutOff = false;
    await this.run(this.now + HOUR);
    for (let round = 0; round < 6 && (await this.members.decide()) > 0; round++) await this.run(this.now + 5 * MINUTE);
    await this.run(this.now + HOUR);
  }

  /** Whoever followed the log saw each of our messages go forward only. */
  private async wentBack(): Promise<string[]> {
    const rows = await this.product.prosa.platform.db.read<{ node_id: string; changes: string }>(
      `select node_id, changes from event_log where type = 'MESSAGE_STATUS_CHANGED' and changes is not null order by seq`,
    );
    return rows.flatMap(({ node_id, changes }) => {
      const [from, to] = (JSON.parse(changes) as { status?: [string, string] }).status ?? [];
      return from && to && TICKS.includes(from) && TICKS.indexOf(to) < TICKS.indexOf(from)
        ? [`${node_id}: ${from} to ${to}`]
        : [];
    });
  }

  private async look(): Promise<Day> {
    const threads = await readInbox(this.product, this.token);
    return {
      differences: differences(this.phone, this.evolution.history, threads),
      said: this.phone.all.length,
      threads,
      wentBack: await this.wentBack(),
      traceOf: (id) => this.post.trace.filter((line) => line.includes(id)),
      counts: {
        ...this.counts,
        ...Object.fromEntries(
          this.members.refused.map((code) => [
            `refused ${code}`,
            this.members.refused.filter((one) => one === code).length,
          ]),
        ),
      },
    };
  }
}

const TICKS = ['SENT', 'DELIVERED', 'READ', 'PLAYED'];

/** Some lose their ninth digit at WhatsApp. */
const people = (): Chat[] =>
  ['Ana', 'Bruno', 'Carla', 'Davi', 'Eva', 'Fábio', 'Gil', 'Hugo', 'Iara', 'João'].map((name, i) => {
    const area = i % 3 === 0 ? '31' : '11';
    const phone = `55${area}9888800${String(10 + i)}`;
    const jid = `${area === '31' ? `55${area}888800${String(10 + i)}` : phone}@s.whatsapp.net`;
    return { name, phone, jid, lid: `1000000000000${String(10 + i)}`, said: [] };
  });
