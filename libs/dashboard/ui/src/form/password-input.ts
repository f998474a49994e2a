import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, input, signal, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { FieldControl } from './field-control';
import { Field } from './field';

/** A password one may look at. Pasting and password managers work: nothing is intercepted. */
@Component({
  selector: 'ui-password-input',
  imports: [Field, FieldControl, Icon, MatIconButton, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <ui-field [label]="label()" [hint]="hint()" [error]="error()">
        <span class="with-eye">
          <input
            #control
            uiControl
            name="password"
            required
            [attr.minlength]="minLength()"
            [type]="shown() ? 'text' : 'password'"
            [autocomplete]="autocomplete()"
          />
          <button
            matIconButton
            type="button"
            [attr.aria-pressed]="shown()"
            [attr.aria-label]="t(shown() ? 'ui.hidePassword' : 'ui.showPassword')"
            (click)="shown.set(!shown())"
          >
            <ui-icon [name]="shown() ? 'eyeOff' : 'eye'" [size]="18" />
          </button>
        </span>
      </ui-field>
    </ng-container>
  `,
  styles: `
    .with-eye {
      position: relative;
      display: block;
    }
    input {
      padding-right: 44px;
    }
    button {
      position: absolute;
      right: 0;
      width: 44px;
      top: 50%;
      transform: translateY(-50%);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class PasswordInput {
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string | null>();
  readonly autocomplete = input.required<'current-password' | 'new-password'>();
  readonly minLength = input<number>();
  protected readonly shown = signal(false);
  private readonly control = viewChild<ElementRef<HTMLInputElement>>('control');

  clear(): void {
    const control = this.control()?.nativeElement;
    if (control) control.value = '';
  }

  get value(): string {
    return this.control()?.nativeElement.value ?? '';
  }
}
