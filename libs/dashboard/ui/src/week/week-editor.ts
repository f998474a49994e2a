import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Preferences } from '../preferences/preferences';
import { addSpan, toggleDay, type WeekSpan } from './week-span';
import { dayNumbered } from './week-text';

const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** Which days, and from when to when on each, in one or more spans. */
@Component({
  selector: 'ui-week-editor',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset *transloco="let t; prefix: 'ui.week'">
      <legend>{{ label() }}</legend>
      @if (hint()) {
        <p class="meta">{{ hint() }}</p>
      }
      @for (day of days(); track day.weekday) {
        <div class="day" role="group" [attr.aria-label]="day.name">
          <label>
            <input
              type="checkbox"
              [checked]="day.spans.length > 0"
              [disabled]="disabled()"
              (change)="changed.emit(toggleDay(spans(), day.weekday))"
            />
            <span class="name">{{ day.name }}</span>
          </label>
          <div class="spans">
            @for (span of day.spans; track $index) {
              <span class="span">
                <input
                  class="ui-control"
                  type="time"
                  required
                  [value]="span.from"
                  [disabled]="disabled()"
                  [attr.aria-label]="t('from', { day: day.name })"
                  (change)="set(span, { from: $any($event.target).value })"
                />
                <span aria-hidden="true">–</span>
                <input
                  class="ui-control"
                  type="time"
                  required
                  [value]="span.to"
                  [disabled]="disabled()"
                  [attr.aria-label]="t('to', { day: day.name })"
                  (change)="set(span, { to: $any($event.target).value })"
                />
                @if ($first) {
                  <button
                    type="button"
                    class="icon"
                    [disabled]="disabled()"
                    [attr.aria-label]="t('add', { day: day.name })"
                    [title]="t('add', { day: day.name })"
                    (click)="changed.emit(addSpan(spans(), day.weekday))"
                  >
                    <ui-icon name="plus" [size]="18" />
                  </button>
                } @else {
                  <button
                    type="button"
                    class="icon"
                    [disabled]="disabled()"
                    [attr.aria-label]="t('remove', { day: day.name, from: span.from, to: span.to })"
                    [title]="t('remove', { day: day.name, from: span.from, to: span.to })"
                    (click)="remove(span)"
                  >
                    <ui-icon name="minus" [size]="18" />
                  </button>
                }
              </span>
            } @empty {
              <span class="meta">{{ spans().length ? t('closed') : '' }}</span>
            }
          </div>
        </div>
      }
    </fieldset>
  `,
  styleUrl: './week-editor.scss',
})
export class WeekEditor {
  private readonly language = inject(Preferences).language;
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly spans = input.required<readonly WeekSpan[]>();
  readonly disabled = input(false);
  readonly changed = output<readonly WeekSpan[]>();
  protected readonly toggleDay = toggleDay;
  protected readonly addSpan = addSpan;

  protected readonly days = computed(() => {
    const names = new Intl.DateTimeFormat(this.language(), { weekday: 'long', timeZone: 'UTC' });
    return WEEK.map((weekday) => ({
      weekday,
      name: names.format(dayNumbered(weekday)),
      spans: this.spans().filter((span) => span.weekday === weekday),
    }));
  });

  protected set(span: WeekSpan, change: Partial<WeekSpan>): void {
    this.changed.emit(this.spans().map((other) => (other === span ? { ...span, ...change } : other)));
  }

  protected remove(span: WeekSpan): void {
    this.changed.emit(this.spans().filter((other) => other !== span));
  }
}
