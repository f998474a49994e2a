import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, input, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field, FieldControl } from '@prosa/dashboard/ui';

/** The second step: what an authenticator app shows now, or a recovery code. */
@Component({
  selector: 'prosa-code-field',
  imports: [Field, FieldControl, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ui-field *transloco="let t" [label]="t('identity.code')" [hint]="t('identity.codeHint')" [error]="error()">
      <input
        #control
        uiControl
        name="code"
        required
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck="false"
      />
    </ui-field>
  `,
})
export class CodeField {
  readonly error = input<string | null>();
  private readonly control = viewChild<ElementRef<HTMLInputElement>>('control');

  get value(): string {
    return this.control()?.nativeElement.value ?? '';
  }
}
