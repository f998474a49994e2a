/** What goes wrong on demand. Everything starts off healthy. */
export class Faults {
  /** The next Evolution calls answer this instead of working. */
  refuse: { times: number; status: number } | null = null;
  /** The next sends happen, but their answer is lost on the way. */
  loseAnswers = 0;
  slowMs = 0;
  down = false;
  /** Webhook deliveries wait until released. */
  holding = false;

  reset(): void {
    this.refuse = null;
    this.loseAnswers = 0;
    this.slowMs = 0;
    this.down = false;
  }

  /** The status to refuse this call with, if any. */
  takeRefusal(): number | null {
    if (!this.refuse || this.refuse.times <= 0) return null;
    this.refuse.times -= 1;
    return this.refuse.status;
  }

  takeLostAnswer(): boolean {
    if (this.loseAnswers <= 0) return false;
    this.loseAnswers -= 1;
    return true;
  }
}
