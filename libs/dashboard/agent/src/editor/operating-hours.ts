import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Preferences } from '@prosa/dashboard/ui';
import type { Hours } from './agent-draft';
import { dayNumbered } from './hours-text';

const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** One span a day; no day chosen means always. */
@Component({
  selector: 'prosa-operating-hours',
  imports: [TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset *transloco="let t">
      <legend>{{ t('agent.fields.operatingHours') }}</legend>
      <p class="meta">{{ t(hours().length ? 'agent.hours.hint' : 'agent.hours.always') }}</p>
      @for (day of days(); track day.weekday) {
        <div class="day">
          <label>
            <input type="checkbox" [checked]="!!day.hours" [disabled]="disabled()" (change)="toggle(day.weekday)" />
            {{ day.name }}
          </label>
          @if (day.hours; as span) {
            <span class="span">
              <input
                class="ui-control"
                type="time"
                [value]="span.from"
                [disabled]="disabled()"
                [attr.aria-label]="t('agent.hours.from', { day: day.name })"
                (change)="set(day.weekday, { from: $any($event.target).value })"
              />
              <span aria-hidden="true">–</span>
              <input
                class="ui-control"
                type="time"
                [value]="span.to"
                [disabled]="disabled()"
                [attr.aria-label]="t('agent.hours.to', { day: day.name })"
                (change)="set(day.weekday, { to: $any($event.target).value })"
              />
            </span>
          }
        </div>
      }
    </fieldset>
  `,
  styleUrl: './operating-hours.scss',
})
export class OperatingHours {
  private readonly language = inject(Preferences).language;
  readonly hours = input.required<readonly Hours[]>();
  readonly disabled = input(false);
  readonly changed = output<readonly Hours[]>();

  protected readonly days = computed(() => {
    const names = new Intl.DateTimeFormat(this.language(), { weekday: 'long', timeZone: 'UTC' });
    return WEEK.map((weekday) => ({
      weekday,
      name: names.format(dayNumbered(weekday)),
      hours: this.hours().find((span) => span.weekday === weekday),
    }));
  });

  protected toggle(weekday: number): void {
    const open = this.hours().some((span) => span.weekday === weekday);
    const rest = this.hours().filter((span) => span.weekday !== weekday);
    this.changed.emit(open ? rest : [...rest, { weekday, from: '09:00', to: '18:00' }]);
  }

  protected set(weekday: number, change: Partial<Hours>): void {
    this.changed.emit(this.hours().map((span) => (span.weekday === weekday ? { ...span, ...change } : span)));
  }
}
