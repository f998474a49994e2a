import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient, type UserErrorLike } from '@prosa/dashboard/data-access';
import { CopyButton, ExactTimePipe, Field, FieldControl, Notice, PasswordInput, Status } from '@prosa/dashboard/ui';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import {
  ConfirmSecondFactorMutation,
  EndSecondFactorMutation,
  RenewRecoveryCodesMutation,
  StartSecondFactorMutation,
} from '../settings.documents';
import { RecoveryCodes } from './recovery-codes';

type Step = 'rest' | 'start' | 'scan' | 'renew' | 'end';
const FEW = 3;

/** The second step of the login: off, being set up, or on with its recovery codes. */
@Component({
  selector: 'settings-second-factor',
  imports: [
    CopyButton,
    ExactTimePipe,
    Field,
    FieldControl,
    MatButton,
    Notice,
    Outcome,
    PasswordInput,
    RecoveryCodes,
    Status,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './second-factor.html',
  styleUrls: ['./profile-page.scss', './second-factor.scss'],
})
export class SecondFactor {
  private readonly graphql = inject(GraphqlClient);
  readonly factor = input.required<{ enabledAt: string; recoveryCodesLeft: number } | null>();
  readonly changed = output<void>();
  protected readonly attempt = new FormAttempt(['password', 'code']);
  protected readonly step = signal<Step>('rest');
  protected readonly setup = signal<{ secret: string; qrCode: string } | null>(null);
  /** On the screen this once. */
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly few = FEW;

  protected go(step: Step): void {
    this.attempt.forget();
    this.setup.set(null);
    this.codes.set(null);
    this.step.set(step);
  }

  protected async start(event: Event, password: string): Promise<void> {
    event.preventDefault();
    await this.attempt.run(async () => {
      if (!password) return missing('password');
      const { startSecondFactor } = await this.graphql.mutate(StartSecondFactorMutation, { input: { password } });
      if (startSecondFactor.setup) {
        this.setup.set(startSecondFactor.setup);
        this.step.set('scan');
      }
      return startSecondFactor.userErrors;
    });
  }

  protected async confirm(event: Event, code: string): Promise<void> {
    event.preventDefault();
    await this.attempt.run(async () => {
      if (!code.trim()) return missing('code');
      const { confirmSecondFactor } = await this.graphql.mutate(ConfirmSecondFactorMutation, { input: { code } });
      this.show(confirmSecondFactor.recoveryCodes);
      return confirmSecondFactor.userErrors;
    });
  }

  protected async prove(event: Event, password: string, code: string): Promise<void> {
    event.preventDefault();
    await this.attempt.run(async () => {
      if (!password) return missing('password');
      if (!code.trim()) return missing('code');
      const input = { password, code };
      if (this.step() === 'renew') {
        const { renewRecoveryCodes } = await this.graphql.mutate(RenewRecoveryCodesMutation, { input });
        this.show(renewRecoveryCodes.recoveryCodes);
        return renewRecoveryCodes.userErrors;
      }
      const { endSecondFactor } = await this.graphql.mutate(EndSecondFactorMutation, { input });
      if (endSecondFactor.ok) {
        this.go('rest');
        this.changed.emit();
      }
      return endSecondFactor.userErrors;
    });
  }

  private show(codes: readonly string[] | null | undefined): void {
    if (!codes) return;
    this.go('rest');
    this.codes.set(codes);
    this.changed.emit();
  }
}

const missing = (field: string): UserErrorLike[] => [{ code: 'REQUIRED', message: '', path: [field] }];
