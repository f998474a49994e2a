import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  model,
  output,
  viewChild,
  viewChildren,
} from '@angular/core';
import { Avatar, Icon } from '@prosa/dashboard/ui';
import { nameMatches } from '../composer/matching';
import { InboxWords } from '../inbox-words';
import type { LabelColour } from '../labels/label';
import { PickedMark } from './picked-mark';
import type { PickOption } from './pick-option';

let made = 0;

/** A list that one searches and chooses from with the keys: the field keeps the focus. */
@Component({
  selector: 'inbox-picker',
  imports: [Avatar, Icon, PickedMark],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './picker.html',
  styleUrl: './picker.scss',
})
export class Picker {
  protected readonly words = inject(InboxWords);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly lines = viewChildren<ElementRef<HTMLElement>>('line');

  readonly label = input.required<string>();
  readonly options = input.required<readonly PickOption[]>();
  /** Ticked one after the other, in place of one that is chosen and done. */
  readonly multiple = input(false);
  readonly empty = input('');
  readonly query = model('');
  readonly picked = output<PickOption>();

  protected readonly id = `picker-${++made}`;
  protected readonly shown = computed(() =>
    this.options().filter(({ always, words }) => always || nameMatches(words, this.query())),
  );
  /** Stays on what it was on while that is there. */
  protected readonly active = linkedSignal<readonly PickOption[], number>({
    source: this.shown,
    computation: (now, before) => {
      const key = before?.source[before.value]?.key;
      const kept = before && before.source.length === now.length ? now.findIndex((one) => one.key === key) : -1;
      return kept >= 0
        ? kept
        : Math.max(
            0,
            now.findIndex(({ disabled }) => !disabled),
          );
    },
  });

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected pressed(event: KeyboardEvent): void {
    const last = this.shown().length - 1;
    const to = {
      ArrowDown: Math.min(last, this.active() + 1),
      ArrowUp: Math.max(0, this.active() - 1),
      PageDown: Math.min(last, this.active() + 8),
      PageUp: Math.max(0, this.active() - 8),
    }[event.key];
    if (event.key === 'Enter' && !event.isComposing) {
      const option = this.shown()[this.active()];
      if (option) this.pick(option);
    } else if (to === undefined) return;
    else {
      this.active.set(to);
      this.lines()[to]?.nativeElement.scrollIntoView({ block: 'nearest' });
    }
    event.preventDefault();
  }

  protected pick(option: PickOption): void {
    if (!option.disabled) this.picked.emit(option);
  }

  protected readonly colour = (colour: LabelColour): string => `var(--app-label-${colour.toLowerCase()})`;
}
