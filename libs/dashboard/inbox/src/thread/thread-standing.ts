import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import type { Conversation } from '../inbox.model';
import { LabelChip } from '../labels/label-chip';

/** Below the header, when there is something to say: until when it sleeps, whose team's it is, what it is labelled. */
@Component({
  selector: 'inbox-thread-standing',
  imports: [Icon, LabelChip, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox'">
      @let open = conversation();
      @if (shown()) {
        <div class="standing">
          @if (open.status === 'SNOOZED') {
            <span class="asleep">
              <ui-icon name="snooze" [size]="16" />
              {{
                open.snoozedUntil
                  ? t('list.snoozedUntil', { time: format.until(open.snoozedUntil) })
                  : t('snooze.untilReply')
              }}
            </span>
            @if (editable()) {
              <button type="button" class="act" (click)="woken.emit()">{{ t('snooze.wake') }}</button>
            }
          }
          @if (open.team && open.assignee) {
            <span class="team"><ui-icon name="users" [size]="14" />{{ open.team.name }}</span>
          }
          @if (open.labels.length) {
            <ul [attr.aria-label]="t('panel.labels')">
              @for (label of open.labels; track label) {
                <li><inbox-label-chip [name]="label" /></li>
              }
            </ul>
            @if (editable()) {
              <button
                type="button"
                class="act"
                [attr.aria-label]="t('labels.open')"
                [title]="t('labels.open') + ' (L)'"
                (click)="labelsAsked.emit()"
              >
                <ui-icon name="edit" [size]="14" />
              </button>
            }
          }
        </div>
      }
    </ng-container>
  `,
  styles: `
    .standing {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
      min-height: 32px;
      padding: 3px 16px;
      box-sizing: border-box;
      border-bottom: 1px solid var(--app-line);
      background: var(--mat-sys-surface);
      color: var(--mat-sys-on-surface-variant);
      font: 400 12px/16px var(--inbox-font);
    }
    .asleep,
    .team {
      display: inline-flex;
      align-items: center;
      gap: 5px;
    }
    .asleep {
      color: var(--mat-sys-on-surface);
      font-weight: 500;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      min-width: 0;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      max-width: 180px;
    }
    .act {
      display: inline-grid;
      place-items: center;
      min-width: 24px;
      min-height: 24px;
      padding: 0 6px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: var(--mat-sys-primary);
      cursor: pointer;
      font: 500 12px/16px var(--inbox-font);
    }
    .act:hover {
      background: var(--app-hover);
    }
    .act:focus-visible {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: 1px;
    }
    @media (pointer: coarse) {
      .act {
        min-width: 44px;
        min-height: 44px;
      }
    }
  `,
})
export class ThreadStanding {
  protected readonly format = inject(InboxFormat);
  readonly conversation = input.required<Conversation>();
  readonly editable = input(false);
  readonly labelsAsked = output<void>();
  readonly woken = output<void>();

  protected readonly shown = computed(() => {
    const { status, labels, team, assignee } = this.conversation();
    return status === 'SNOOZED' || labels.length > 0 || !!(team && assignee);
  });
}
