/**
 * Keeps what one reads where it is while the thread around it changes. The scroller runs from its end (`column-reverse`: its
 * `scrollTop` is 0 at the end and negative above), so that older rows come and go without moving anything; for all else (newer
 * rows, a file that came, another width) a row in sight is the anchor.
 */
export class ReadingPlace {
  private anchor: { row: HTMLElement; top: number; scrollTop: number } | null = null;

  constructor(
    private readonly scroller: HTMLElement,
    /** Grows under the rows in place of what is taken away there while one scrolls: to set `scrollTop` then would stop the scroll. */
    private readonly spacer: HTMLElement,
    private readonly rows: () => readonly HTMLElement[],
  ) {}

  private gap = 0;

  get above(): number {
    const { scrollHeight, clientHeight, scrollTop } = this.scroller;
    return scrollHeight - clientHeight + scrollTop;
  }

  get below(): number {
    return -this.scroller.scrollTop - this.gap;
  }

  /** Remembers the first row in sight. */
  mark(): void {
    const rows = this.rows();
    const { top } = this.scroller.getBoundingClientRect();
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle] as HTMLElement).getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    const row = rows[low];
    this.anchor = row ? { row, top: row.getBoundingClientRect().top - top, scrollTop: this.scroller.scrollTop } : null;
  }

  /** After the rows changed: the remembered row stands where it stood, but for what was scrolled since. */
  restore(scrolling: boolean): void {
    if (!this.anchor?.row.isConnected) return;
    const { row, top, scrollTop } = this.anchor;
    const scrolled = this.scroller.scrollTop - scrollTop;
    const moved = row.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - (top - scrolled);
    if (Math.abs(moved) < 0.5) return;
    const taken = moved > 0 ? (scrolling ? moved : 0) : Math.max(moved, -this.gap);
    if (taken) this.setGap(this.gap + taken);
    if (moved - taken) this.scroller.scrollTop += moved - taken;
    this.mark();
  }

  /** Once the scroll has come to rest, nothing needs to stand in for what is not there. */
  rest(): void {
    if (!this.gap) return;
    const { gap } = this;
    const { scrollTop } = this.scroller;
    this.setGap(0);
    this.scroller.scrollTop = Math.min(0, scrollTop + gap);
    this.mark();
  }

  toEnd(): void {
    this.setGap(0);
    this.scroller.scrollTop = 0;
    this.mark();
  }

  /** A row into the middle of the sight, or to its top. */
  show(row: HTMLElement, align: 'centre' | 'top'): void {
    const seen = this.scroller.getBoundingClientRect();
    const { top, height } = row.getBoundingClientRect();
    const room = align === 'top' ? 48 : Math.max(48, (seen.height - height) / 2);
    this.scroller.scrollTop += top - seen.top - room;
    this.mark();
  }

  /** How many rows at an end are further away than so many pixels. */
  farAbove(distance: number): number {
    const limit = this.scroller.getBoundingClientRect().top - distance;
    return countWhile(this.rows(), (row) => row.getBoundingClientRect().bottom < limit);
  }

  farBelow(distance: number): number {
    const limit = this.scroller.getBoundingClientRect().bottom + distance;
    return countWhile([...this.rows()].reverse(), (row) => row.getBoundingClientRect().top > limit);
  }

  private setGap(gap: number): void {
    this.gap = Math.max(0, gap);
    this.spacer.style.height = `${this.gap}px`;
  }
}

function countWhile(rows: readonly HTMLElement[], is: (row: HTMLElement) => boolean): number {
  const end = rows.findIndex((row) => !is(row));
  return end < 0 ? rows.length : end;
}
