import { computed, linkedSignal, type Signal, signal } from '@angular/core';

/** One line of a list that opens while one types. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  /** Shown small, after the label. */
  readonly detail?: string;
  /** What takes the place of the sign and of what was typed after it. */
  readonly insert: string;
}
/** The part of the text that asks for suggestions, and what it asks for. */
export interface Asking {
  readonly from: number;
  readonly to: number;
  readonly search: string;
}
export interface Suggested extends Asking {
  readonly options: readonly Suggestion[];
}
/** What is suggested for a text with the caret at a place; null when nothing is asked for there. */
export type Suggest = (text: string, caret: number) => Suggested | null;

const MOST = 8;

/** What was typed after a sign, up to the caret: the sign stands at the beginning or after a blank. */
export function askedWith(sign: '@' | '/', text: string, caret: number): Asking | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf(sign);
  const search = before.slice(from + 1);
  if (from < 0 || search.includes('\n') || search.length > 40 || (from > 0 && !/[\s(]/.test(before[from - 1] ?? '')))
    return null;
  return { from, to: caret, search };
}

/** A list of suggestions under a text field: what is in it, which line is meant, and what the keys do. */
export class Suggesting {
  readonly caret = signal(0);
  /** Where a list was closed by hand: it stays so until another is asked for. */
  private readonly closedAt = signal<number | null>(null);
  private readonly found = computed(() => {
    const suggested = this.suggest()(this.text(), this.caret());
    return suggested && suggested.options.length > 0 && suggested.from !== this.closedAt() ? suggested : null;
  });
  readonly options = computed(() => this.found()?.options.slice(0, MOST) ?? []);
  readonly isOpen = computed(() => this.options().length > 0);
  readonly active = linkedSignal({ source: this.options, computation: () => 0 });

  constructor(
    private readonly text: Signal<string>,
    private readonly suggest: Signal<Suggest>,
  ) {}

  /** The caret moved, or the text changed. */
  moved(caret: number): void {
    this.caret.set(caret);
    const closed = this.closedAt();
    if (closed !== null && this.suggest()(this.text(), caret)?.from !== closed) this.closedAt.set(null);
  }

  /** True when the key was meant for the list. `pick` is called with the line that was chosen by it. */
  pressed(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing'>, pick: (one: Suggestion) => void): boolean {
    if (!this.isOpen() || event.isComposing || event.shiftKey) return false;
    const { length } = this.options();
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        this.active.update((at) => (at + (event.key === 'ArrowDown' ? 1 : length - 1)) % length);
        return true;
      case 'Enter':
      case 'Tab': {
        const one = this.options()[this.active()];
        if (one) pick(one);
        return true;
      }
      case 'Escape':
        this.closedAt.set(this.found()?.from ?? null);
        return true;
      default:
        return false;
    }
  }

  /** The text with a suggestion in its place, and where the caret is then. */
  taken(one: Suggestion): { text: string; caret: number } {
    const found = this.found();
    const text = this.text();
    if (!found) return { text, caret: this.caret() };
    const caret = found.from + one.insert.length;
    return { text: text.slice(0, found.from) + one.insert + text.slice(found.to), caret };
  }
}
