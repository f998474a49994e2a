import type { ManualClock } from '@prosa/server/platform/testing';
import type { Dice } from './dice';

interface Letter {
  event: string;
  body: string;
  due: number;
  attempts: number;
  made: number;
}
/** What the door said: an HTTP status, or null when nobody answered. */
export type Post = (body: string) => Promise<number | null>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MOST_ATTEMPTS = 10;
/** Evolution's own list: what is answered so is not sent again. */
const DROPPED = new Set([400, 401, 403, 404, 422]);

/**
 * Evolution's webhook sender (contract, §3): parallel and unordered, identical bytes on each of ten attempts over some twenty
 * minutes, then lost; all in memory, so that a restart loses what waits. While an edit is not taken, later ones wait (trap 3).
 */
export class PostOffice {
  private letters: Letter[] = [];
  /** Nothing gets through. */
  cutOff = false;
  readonly trace: string[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly clock: ManualClock,
    private readonly post: Post,
  ) {}

  send(event: string, body: string): void {
    const copies = this.dice.chance(0.03) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++)
      this.letters.push({ event, body, due: this.now + this.delay(), attempts: 0, made: this.now });
  }
  get waiting(): number {
    return this.letters.length;
  }
  nextDue(): number {
    return Math.min(...this.letters.map(({ due }) => due));
  }
  /** As a restart does: returns how many are lost. */
  forgetAll(): number {
    const lost = this.letters.length;
    for (const letter of this.letters) this.note(letter, 'lost with the restart');
    this.letters = [];
    return lost;
  }
  async deliverDue(): Promise<void> {
    for (;;) {
      const held = Math.min(
        ...this.letters
          .filter(({ event, attempts }) => event === 'messages.edited' && attempts > 0)
          .map(({ made }) => made),
      );
      const letter = this.letters
        .filter(({ due, made }) => due <= this.now && made <= held)
        .sort((a, b) => a.due - b.due)[0];
      if (!letter) return;
      this.clock.advance(10);
      const status = this.cutOff ? null : await this.post(letter.body);
      this.note(letter, String(status ?? 'no answer'));
      letter.attempts += 1;
      const taken = status !== null && status >= 200 && status < 300;
      if (taken || letter.attempts >= MOST_ATTEMPTS || (status !== null && DROPPED.has(status)))
        this.letters = this.letters.filter((one) => one !== letter);
      else
        letter.due = this.now + Math.min(300, 5 * 2 ** (letter.attempts - 1)) * SECOND * (0.8 + this.dice.next() * 0.4);
    }
  }

  private get now(): number {
    return this.clock.now().getTime();
  }
  private delay(): number {
    const kind = this.dice.weighted({ usual: 85, slow: 10, late: 4, veryLate: 1 });
    if (kind === 'usual') return this.dice.between(0, 2 * SECOND);
    if (kind === 'slow') return this.dice.between(2 * SECOND, MINUTE);
    return kind === 'late' ? this.dice.between(MINUTE, 5 * MINUTE) : this.dice.between(5 * MINUTE, 20 * MINUTE);
  }
  private note({ event, body }: Letter, outcome: string): void {
    this.trace.push(`${this.clock.now().toISOString()} ${event} -> ${outcome} ${body.slice(0, 1500)}`);
  }
}
