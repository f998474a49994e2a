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
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TranslocoDirective } from '@jsverse/transloco';
import { liveQuery } from '@prosa/dashboard/data-access';
import { Avatar, Field, FieldControl, formatPhone, Icon } from '@prosa/dashboard/ui';
import { debounceTime, map } from 'rxjs';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { type FoundContact, isPerson } from './found-contact';
import { ContactSearchDocument } from './people.documents';

const SHOWN = 20;
/** Nobody reads a list between two letters of a name. */
const PAUSE_MS = 200;
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
  /** Only who can be written to. */
  readonly withPhone = input(false);
  /** The newest contacts are there before anything is typed. */
  readonly eager = input(false);
  /** What is typed stands for itself: it is no matter that nobody is found by it. */
  readonly quiet = input(false);
  readonly text = model('');
  readonly picked = output<FoundContact>();
  /** Enter where nobody is marked in the list. */
  readonly entered = output<void>();

  protected readonly listId = `contact-search-${sequence++}`;
  private readonly asked = toSignal(
    toObservable(this.text).pipe(
      debounceTime(PAUSE_MS),
      map((text) => text.trim()),
    ),
    {
      initialValue: '',
    },
  );
  private readonly query = liveQuery(ContactSearchDocument, () =>
    this.asked() || this.eager() ? { search: this.asked() || null, first: SHOWN } : null,
  );
  /** Who was found before stays until the next answer is there: the list does not blink. */
  private readonly found = linkedSignal<{ data: FoundContact[] | undefined; asks: boolean }, FoundContact[]>({
    source: () => ({
      data: this.query.data()?.contacts.edges.map(({ node }) => node),
      asks: !!this.text().trim() || this.eager(),
    }),
    computation: ({ data, asks }, before) => (asks ? (data ?? before?.value ?? []) : []),
  });
  protected readonly options = computed(() =>
    this.found().filter(
      (one) => one.id !== this.except() && isPerson(one) && (!this.withPhone() || one.phones.length > 0),
    ),
  );
  /** An answer to what stands in the field now, and nobody in it. */
  protected readonly nobody = computed(
    () =>
      !this.quiet() &&
      this.options().length === 0 &&
      this.query.phase() === 'ready' &&
      this.asked() === this.text().trim() &&
      (this.asked() !== '' || this.eager()),
  );
  protected readonly failed = computed(() => this.query.phase() === 'error');
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
    void this.query.refetch();
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
