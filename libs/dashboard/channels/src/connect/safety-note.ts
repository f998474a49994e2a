import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';

/** Before a number is risked: what kind of connection this is, and what keeps the number safe. */
@Component({
  selector: 'prosa-safety-note',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <ui-icon name="info" [size]="18" />
      <div>
        <p>{{ t('channels.safety.what') }}</p>
        <p class="safe">{{ t('channels.safety.title') }}</p>
        <ul>
          @for (tip of tips; track tip) {
            <li>{{ t('channels.safety.' + tip) }}</li>
          }
        </ul>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      gap: 12px;
      padding: 12px 14px;
      border: 1px solid var(--app-line);
      border-radius: var(--app-radius-card);
      font-size: 13px;
      line-height: 19px;
      color: var(--mat-sys-on-surface-variant);
    }
    ui-icon {
      flex: none;
    }
    p,
    ul {
      margin: 0;
    }
    .safe {
      margin-top: 6px;
      font-weight: 550;
      color: var(--mat-sys-on-surface);
    }
    ul {
      padding-left: 18px;
    }
  `,
})
export class SafetyNote {
  protected readonly tips = ['answer', 'pace', 'age', 'optOut'] as const;
}
