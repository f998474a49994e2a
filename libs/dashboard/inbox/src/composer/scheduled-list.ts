import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient, problemOf } from '@prosa/dashboard/data-access';
import { Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import type { Conversation } from '../inbox.model';
import { Notices } from '../notices';
import { CancelScheduledMessageDocument, SendScheduledMessageDocument } from './schedule.documents';

export type Scheduled = Conversation['scheduledMessages'][number];

const KNOWN = new Set(['REPLIED', 'OPTED_OUT', 'DAILY_LIMIT', 'MEMBER_GONE', 'CHANNEL_DELETED']);

/** What waits for its time in this conversation, and what kept it back. */
@Component({
  selector: 'inbox-scheduled-list',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul *transloco="let t; prefix: 'inbox.schedule'" [attr.aria-label]="t('list')">
      @for (one of scheduled(); track one.id) {
        <li [class.kept]="one.failure">
          <ui-icon [name]="one.failure ? 'alert' : 'clock'" [size]="16" />
          <span class="words">
            <span class="when">
              {{ one.failure ? t('failure.' + codeOf(one)) : t('goes', { at: format.dayTime(one.sendAt) }) }}
              @if (one.cancelOnReply && !one.failure) {
                · {{ t('unlessReply') }}
              }
            </span>
            <span class="text">{{ one.text }}</span>
          </span>
          @if (mayAct()) {
            <button
              type="button"
              [disabled]="busy()"
              [attr.aria-label]="t('edit')"
              [title]="t('edit')"
              (click)="edited.emit(one)"
            >
              <ui-icon name="edit" [size]="16" />
            </button>
            <button
              type="button"
              [disabled]="busy()"
              [attr.aria-label]="t('now')"
              [title]="t('now')"
              (click)="sendNow(one)"
            >
              <ui-icon name="send" [size]="16" />
            </button>
            <button
              type="button"
              [disabled]="busy()"
              [attr.aria-label]="t('cancel')"
              [title]="t('cancel')"
              (click)="cancel(one)"
            >
              <ui-icon name="close" [size]="16" />
            </button>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: 4px;
      max-height: 152px;
      margin: 0 0 8px;
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 4px 4px 4px 12px;
      border-radius: 10px;
      background: var(--mat-sys-surface-container-low);
      color: var(--mat-sys-on-surface-variant);
      font: 400 13px/18px var(--inbox-font);
    }
    .kept {
      background: var(--app-warning-surface);
    }
    .kept > ui-icon {
      color: var(--app-warning);
    }
    .words {
      display: grid;
      flex: 1;
      min-width: 0;
    }
    .when {
      font-size: 12px;
    }
    .text {
      overflow: hidden;
      color: var(--mat-sys-on-surface);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    button {
      display: grid;
      flex: none;
      place-items: center;
      width: 32px;
      height: 32px;
      padding: 0;
      border: 0;
      border-radius: 6px;
      background: none;
      color: inherit;
      cursor: pointer;
    }
    button:hover {
      background: color-mix(in oklab, var(--mat-sys-on-surface) 8%, transparent);
    }
    button:focus-visible {
      outline: 2px solid var(--mat-sys-primary);
    }
    @media (max-width: 599px) {
      .text {
        display: -webkit-box;
        white-space: normal;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      ul {
        max-height: 168px;
      }
    }
    @media (pointer: coarse) {
      button {
        width: 44px;
        height: 44px;
      }
      li {
        gap: 4px;
      }
    }
  `,
})
export class ScheduledList {
  private readonly client = inject(GraphqlClient);
  private readonly notices = inject(Notices);
  protected readonly format = inject(InboxFormat);

  readonly scheduled = input.required<readonly Scheduled[]>();
  readonly mayAct = input(false);
  readonly edited = output<Scheduled>();
  protected readonly busy = signal(false);

  protected codeOf = ({ failure }: Scheduled): string => (failure && KNOWN.has(failure.code) ? failure.code : 'OTHER');

  protected cancel({ id }: Scheduled): Promise<void> {
    const variables = { input: { id } };
    return this.run(
      async () =>
        (await this.client.mutate(CancelScheduledMessageDocument, variables)).cancelScheduledMessage.userErrors,
    );
  }

  protected sendNow({ id }: Scheduled): Promise<void> {
    const variables = { input: { id } };
    return this.run(
      async () => (await this.client.mutate(SendScheduledMessageDocument, variables)).sendScheduledMessage.userErrors,
    );
  }

  /** The list itself follows the conversation's event. */
  private async run(action: () => Promise<readonly { message: string }[]>): Promise<void> {
    this.busy.set(true);
    try {
      const [problem] = await action();
      if (problem) this.notices.fail({ ok: false, stale: false, reason: problem.message });
    } catch (error) {
      this.notices.fail({ ok: false, stale: false, reason: problemOf(error).message });
    } finally {
      this.busy.set(false);
    }
  }
}
