import type { Clock } from '@prosa/server/platform';

const WINDOW_MS = 100;
/** More deliveries than this in one window press: five hundred a second, where taking them in would slow their acknowledgement. */
const MOST_PER_WINDOW = 50;
const LOOK_AGAIN_MS = 50;
/** However hard it presses, what is stored is taken in after this. */
const LONGEST_WAIT_MS = 1_000;

/**
 * How hard deliveries press in at the door. Taking them in shares one write connection with storing them, and Evolution gives up
 * on whoever acknowledges slowly: in a flood storing goes first, and taking in gets a turn each second.
 */
export class DoorPressure {
  private window = 0;
  private count = 0;
  private before = 0;

  constructor(private readonly clock: Clock) {}

  /** A delivery has come. */
  note(): void {
    this.turn();
    this.count++;
  }

  get high(): boolean {
    this.turn();
    return Math.max(this.count, this.before) > MOST_PER_WINDOW;
  }

  /** Resolves when it is calm, at the latest after a second; at once when it is calm already. */
  async untilCalm(): Promise<void> {
    for (let waited = 0; this.high && waited < LONGEST_WAIT_MS; waited += LOOK_AGAIN_MS) {
      await new Promise<void>((done) => this.clock.after(LOOK_AGAIN_MS, done));
    }
  }

  private turn(): void {
    const window = Math.floor(this.clock.now().getTime() / WINDOW_MS);
    if (window === this.window) return;
    this.before = window === this.window + 1 ? this.count : 0;
    this.count = 0;
    this.window = window;
  }
}
