import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import { InboxLive } from '../live/inbox-live';
import { type Activity, activityWords } from './activity-line';

/** A line between the messages: who did what with the conversation, and when. */
@Component({
  selector: 'inbox-activity-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>
      {{ told() }}
      <time [attr.datetime]="activity().at">{{ format.time(activity().at) }}</time>
    </p>
    @if (activity().note; as note) {
      <p class="note">{{ note }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 4px;
      padding: 4px 0;
      color: var(--mat-sys-on-surface-variant);
      font: 400 12px/16px var(--inbox-font);
      text-align: center;
      text-wrap: balance;
    }
    p {
      max-width: 92%;
      margin: 0;
      overflow-wrap: anywhere;
    }
    time {
      margin-inline-start: 4px;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .note {
      padding: 6px 10px;
      border: 1px solid var(--app-note-line);
      border-radius: 10px;
      background: var(--app-note-surface);
      color: var(--mat-sys-on-surface);
      font: 400 13px/18px var(--inbox-font);
      text-align: start;
      white-space: pre-wrap;
    }
  `,
})
export class ActivityRow {
  private readonly words = inject(InboxWords);
  private readonly live = inject(InboxLive);
  protected readonly format = inject(InboxFormat);
  readonly activity = input.required<Activity>();
  protected readonly told = computed(() =>
    activityWords(this.activity(), this.live.memberId(), this.words.t(), (instant) => this.format.dayTime(instant)),
  );
}
