import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChild,
  effect,
  ElementRef,
  inject,
  input,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { FieldControl } from './field-control';

let sequence = 0;

/** Label above, one control, a hint or an error below; tied together for assistive technology. */
@Component({
  selector: 'ui-field',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [for]="id">
      {{ label() }}
      @if (optional()) {
        <span class="meta">{{ optional() }}</span>
      }
    </label>
    <ng-content />
    @if (error()) {
      <p class="error" [id]="messageId"><ui-icon name="error" [size]="14" />{{ error() }}</p>
    } @else if (hint()) {
      <p class="meta" [id]="messageId">{{ hint() }}</p>
    }
  `,
  styleUrl: './field.scss',
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string | null>();
  /** The word beside the label of a field that may stay empty. */
  readonly optional = input<string>();
  private readonly control = contentChild(FieldControl, { read: ElementRef<HTMLElement>, descendants: true });
  private readonly described = computed(() => !!this.error() || !!this.hint());
  protected readonly id = `ui-field-${sequence++}`;
  protected readonly messageId = `${this.id}-message`;

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect(() => {
      const control = this.control()?.nativeElement as HTMLElement | undefined;
      if (!control) throw new Error(`ui-field without uiControl: ${host.innerHTML.slice(0, 80)}`);
      control.id = this.id;
      control.toggleAttribute('aria-describedby', false);
      if (this.described()) control.setAttribute('aria-describedby', this.messageId);
      if (this.error()) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    });
  }
}
