/** What goes wrong on demand. Everything starts off healthy. */
export class Faults {
  /** The next Evolution calls answer this instead of working. */
  refuse: { times: number; status: number } | null = null;
  /** The next Evolution calls say 200, and that they failed. */
  errorsAs200 = 0;
  /** The next sends happen, but their answer is lost on the way. */
  loseAnswers = 0;
  slowMs = 0;
  down = false;
  /** The global key is not the right one any more. */
  keyRevoked = false;
  /** The next instances that are made have a name that is taken. */
  namesTaken = 0;
  /** Deletions are said to be done, and are not. */
  deletesBlocked = false;
  /** Webhook deliveries wait until released. */
  holding = false;
  /** Each webhook delivery comes so much later. */
  delayMs = 0;
  /** Each webhook delivery comes twice. */
  twice = false;
  /** What the API sends is told as in a chat under the customer's hidden id, with the business's own number beside it. */
  echoesHidden = false;

  reset(): void {
    this.refuse = null;
    this.errorsAs200 = 0;
    this.loseAnswers = 0;
    this.slowMs = 0;
    this.down = false;
    this.keyRevoked = false;
    this.namesTaken = 0;
    this.deletesBlocked = false;
    this.delayMs = 0;
    this.twice = false;
    this.echoesHidden = false;
  }

  /** The status to refuse this call with, if any. */
  takeRefusal(): number | null {
    if (!this.refuse || this.refuse.times <= 0) return null;
    this.refuse.times -= 1;
    return this.refuse.status;
  }

  takeLostAnswer = (): boolean => this.loseAnswers > 0 && this.loseAnswers-- > 0;
  takeErrorAs200 = (): boolean => this.errorsAs200 > 0 && this.errorsAs200-- > 0;
  takeTakenName = (): boolean => this.namesTaken > 0 && this.namesTaken-- > 0;

  /** What a page shows of it. */
  get active() {
    const { slowMs, down, keyRevoked, deletesBlocked, holding, delayMs, twice, echoesHidden } = this;
    const { errorsAs200, namesTaken, loseAnswers } = this;
    const refusing = this.refuse?.times ?? 0;
    return {
      slowMs,
      down,
      keyRevoked,
      deletesBlocked,
      holding,
      delayMs,
      twice,
      echoesHidden,
      errorsAs200,
      namesTaken,
      loseAnswers,
      refusing,
    };
  }
}
