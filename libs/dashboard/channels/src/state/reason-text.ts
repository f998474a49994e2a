import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { reasonOf } from './state-look';

/** A reason in words; what it is about (an address, a provider's own text) stands apart so that it can be read and copied. */
@Component({
  selector: 'prosa-reason-text',
  imports: [TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      @if (reason(); as now) {
        {{ t('channels.reason.' + (known() ? now.code : 'OTHER')) }}
        @if (now.detail || !known()) {
          <code>{{ now.detail || now.code }}</code>
        }
      }
    </ng-container>
  `,
  styles: `
    code {
      overflow-wrap: anywhere;
      user-select: all;
      font-size: 12px;
    }
  `,
})
export class ReasonText {
  private readonly transloco = inject(TranslocoService);
  readonly text = input.required<string | null | undefined>();
  protected readonly reason = computed(() => reasonOf(this.text()));
  protected readonly known = computed(() => {
    const key = `channels.reason.${this.reason()?.code}`;
    return this.transloco.translate(key) !== key;
  });
}
