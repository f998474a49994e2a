import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { formErrors, GraphqlClient, NO_ERRORS, problemOf, type UserErrorLike } from '@prosa/dashboard/data-access';
import { Field, FieldControl, Notice } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import { ScheduleMessageDocument, UpdateScheduledMessageDocument } from './schedule.documents';
import { fromField, sendTimes, toField } from './send-times';

/** A new one of a conversation, or one that waits already. */
export interface ScheduleWish {
  readonly conversationId: string;
  readonly id: string | null;
  readonly text: string;
  readonly sendAt: string | null;
  readonly cancelOnReply: boolean;
}

const FIELDS = ['text', 'sendAt'];
const KNOWN = new Set(['REQUIRED', 'PAST', 'TOO_FAR', 'TOO_MANY']);

/** When a text is to go, and whether an answer makes it needless. Closes with true when it is kept. */
@Component({
  selector: 'inbox-schedule-dialog',
  imports: [
    Field,
    FieldControl,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.schedule'">
      <h2 mat-dialog-title>{{ t(wish.id ? 'change' : 'title') }}</h2>
      <mat-dialog-content>
        <form id="schedule-message" (submit)="$event.preventDefault(); save()">
          @for (error of errors().general; track error.code) {
            <ui-notice tone="danger">{{ words(error) }}</ui-notice>
          }
          <ui-field [label]="t('text')" [error]="words(errors().fields['text'])">
            <textarea
              #field
              uiControl
              class="ui-control"
              rows="3"
              [value]="text()"
              (input)="text.set(field.value)"
            ></textarea>
          </ui-field>
          <div class="times" role="group" [attr.aria-label]="t('often')">
            @for (time of times; track time.key) {
              <button type="button" [attr.aria-pressed]="at() === toField(time.at)" (click)="at.set(toField(time.at))">
                {{ t('time.' + time.key) }}
                <span>{{ format.dayTime(time.at) }}</span>
              </button>
            }
          </div>
          <ui-field [label]="t('at')" [error]="words(errors().fields['sendAt'])">
            <input
              #when
              uiControl
              class="ui-control"
              type="datetime-local"
              [value]="at()"
              (input)="at.set(when.value)"
            />
          </ui-field>
          <label class="check">
            <input #box type="checkbox" [checked]="cancelOnReply()" (change)="cancelOnReply.set(box.checked)" />
            {{ t('cancelOnReply') }}
          </label>
        </form>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ t('leave') }}</button>
        <button matButton="filled" type="submit" form="schedule-message" [disabled]="busy()">{{ t('save') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    form {
      display: grid;
      gap: 14px;
      padding-block: 4px;
    }
    .times {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .times button {
      display: grid;
      flex: 1;
      min-width: 120px;
      min-height: 44px;
      padding: 6px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      background: none;
      color: var(--mat-sys-on-surface);
      font: 500 13px/18px var(--inbox-font, inherit);
      text-align: start;
      cursor: pointer;
    }
    .times button:hover {
      background: var(--mat-sys-surface-container);
    }
    .times button[aria-pressed='true'] {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    .times button:focus-visible {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: 2px;
    }
    .times span {
      font-weight: 400;
      font-size: 12px;
    }
    .check {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 32px;
      font: 400 14px/20px var(--inbox-font, inherit);
    }
    @media (pointer: coarse) {
      .check {
        min-height: 44px;
      }
    }
  `,
})
export class ScheduleDialog {
  private readonly client = inject(GraphqlClient);
  private readonly dialog = inject<MatDialogRef<ScheduleDialog, boolean>>(MatDialogRef);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(InboxFormat);
  protected readonly wish = inject<ScheduleWish>(MAT_DIALOG_DATA);
  /** Pressed twice, or again after the connection broke, it is one message. A changed text is another one. */
  private readonly keys = new Map<string, string>();

  protected readonly times = sendTimes(new Date());
  protected readonly toField = toField;
  protected readonly text = signal(this.wish.text);
  protected readonly at = signal(
    toField(this.wish.sendAt ? new Date(this.wish.sendAt) : (this.times[1]?.at ?? new Date())),
  );
  protected readonly cancelOnReply = signal(this.wish.cancelOnReply);
  protected readonly busy = signal(false);
  protected readonly errors = signal(NO_ERRORS);

  protected words(error: UserErrorLike | undefined): string | null {
    if (!error) return null;
    return KNOWN.has(error.code) ? this.transloco.translate(`inbox.schedule.error.${error.code}`) : error.message;
  }

  protected async save(): Promise<void> {
    const at = fromField(this.at());
    if (!at) return this.errors.set(formErrors([{ code: 'PAST', message: '', path: ['sendAt'] }], FIELDS));
    this.busy.set(true);
    try {
      const problems = await this.keep(at.toISOString());
      if (problems.length === 0) return this.dialog.close(true);
      this.errors.set(formErrors(problems, FIELDS));
    } catch (error) {
      const { code, message } = problemOf(error);
      this.errors.set(formErrors([{ code, message, path: null }], FIELDS));
    } finally {
      this.busy.set(false);
    }
  }

  private async keep(sendAt: string): Promise<readonly { code: string; message: string; path?: string[] | null }[]> {
    const { id, conversationId } = this.wish;
    const [text, cancelOnReply] = [this.text(), this.cancelOnReply()];
    if (id) {
      const input = { id, text, sendAt, cancelOnReply };
      return (await this.client.mutate(UpdateScheduledMessageDocument, { input })).updateScheduledMessage.userErrors;
    }
    const clientKey = this.keys.get(text) ?? crypto.randomUUID();
    this.keys.set(text, clientKey);
    const input = { conversationId, text, sendAt, cancelOnReply, clientKey };
    return (await this.client.mutate(ScheduleMessageDocument, { input })).scheduleMessage.userErrors;
  }
}
