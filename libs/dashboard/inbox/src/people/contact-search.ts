import {
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
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Avatar, Field, FieldControl, formatPhone, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { findContacts } from './find-contacts';
import type { FoundContact } from './found-contact';

const SHOWN = 20;
let sequence = 0;

/** Finds a person by name or number: a field with a list below it, which the arrow keys walk through while the field keeps the focus. */
@Component({
  selector: 'inbox-contact-search',
  imports: [Avatar, Field, FieldControl, Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './contact-search.html',
  styleUrl: './contact-search.scss',
})
export class ContactSearch {
  private readonly format = inject(InboxFormat);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string | null>(null);
  /** Somebody who is not to be found: the one they are compared with. */
  readonly except = input<string | null>(null);
  /** The newest contacts are there before anything is typed. */
  readonly eager = input(false);
  /** What is typed stands for itself: it is no matter that nobody is found by it. */
  readonly quiet = input(false);
  readonly text = model('');
  readonly picked = output<FoundContact>();
  /** Enter where nobody is marked in the list. */
  readonly entered = output<void>();

  protected readonly listId = `contact-search-${sequence++}`;
  private readonly search = findContacts(this.text, SHOWN, this.eager);
  protected readonly options = computed(() => this.search.found().filter(({ id }) => id !== this.except()));
  /** An answer to what stands in the field now, and nobody in it. */
  protected readonly nobody = computed(() => !this.quiet() && this.options().length === 0 && this.search.answered());
  protected readonly failed = computed(() => this.search.query.phase() === 'error');
  protected readonly counted = computed(() => ({
    key: `found.${this.format.plural(this.options().length)}`,
    count: this.options().length,
  }));
  protected readonly at = linkedSignal<FoundContact[], number>({ source: this.options, computation: () => -1 });
  protected readonly activeId = computed(() => (this.at() < 0 ? null : this.optionId(this.at())));

  protected readonly name = contactName;
  protected readonly optionId = (index: number): string => `${this.listId}-${index}`;
  protected readonly phonesOf = ({ phones }: FoundContact): string =>
    phones.map((phone) => formatPhone(String(phone))).join(', ');

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected retry(): void {
    void this.search.query.refetch();
  }

  protected pressed(event: KeyboardEvent): void {
    const count = this.options().length;
    if (event.key === 'ArrowDown' && count) this.mark((this.at() + 1) % count);
    else if (event.key === 'ArrowUp' && count) this.mark(this.at() <= 0 ? count - 1 : this.at() - 1);
    else if (event.key === 'Enter' && !event.isComposing) this.enter();
    else return;
    event.preventDefault();
  }

  private enter(): void {
    const marked = this.options()[this.at()];
    if (marked) this.picked.emit(marked);
    else this.entered.emit();
  }

  private mark(index: number): void {
    this.at.set(index);
    document.getElementById(this.optionId(index))?.scrollIntoView({ block: 'nearest' });
  }
}
