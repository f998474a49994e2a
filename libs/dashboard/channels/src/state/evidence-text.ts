import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { evidenceOf } from './state-look';

/** What proved a state, in words. */
@Component({
  selector: 'prosa-evidence-text',
  imports: [TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      {{ t('channels.evidence.' + evidence().key, { detail: evidence().detail }) }}
    </ng-container>
  `,
})
export class EvidenceText {
  readonly text = input.required<string>();
  protected readonly evidence = computed(() => evidenceOf(this.text()));
}
