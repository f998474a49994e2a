import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { GraphqlClient, type ApiScope } from '@prosa/dashboard/data-access';
import { CopyButton, Field, FieldControl, Notice } from '@prosa/dashboard/ui';
import { Checks } from '../form/checks';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { ApiKeysQuery, CreateApiKeyMutation } from '../settings.documents';

const SCOPES: readonly ApiScope[] = ['READ', 'WRITE', 'SEND_MESSAGES', 'MANAGE_INTEGRATIONS', 'ADMIN'];
const DAY_MS = 86_400_000;

/** Makes a key, and shows its secret this once. */
@Component({
  selector: 'settings-key-dialog',
  imports: [
    Checks,
    CopyButton,
    Field,
    FieldControl,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    Outcome,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './key-dialog.html',
  styleUrl: '../form/dialog.scss',
})
export class KeyDialog {
  private readonly graphql = inject(GraphqlClient);
  private readonly transloco = inject(TranslocoService);
  protected readonly attempt = new FormAttempt(['name', 'scopes', 'expiresAt']);
  protected readonly choices = SCOPES.map((id) => ({ id, name: this.transloco.translate(`settings.scopeText.${id}`) }));
  protected readonly lifetimes = ['90', '365', ''] as const;
  protected readonly name = signal('');
  protected readonly scopes = signal<readonly string[]>(['READ']);
  protected readonly days = signal<string>('365');
  protected readonly secret = signal<string | null>(null);

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    await this.attempt.run(async () => {
      const name = this.name().trim();
      if (!name) return [{ code: 'REQUIRED', message: '', path: ['name'] }];
      const scopes = SCOPES.filter((scope) => this.scopes().includes(scope));
      const expiresAt = this.days() ? new Date(Date.now() + Number(this.days()) * DAY_MS).toISOString() : null;
      const { createApiKey } = await this.graphql.mutate(
        CreateApiKeyMutation,
        { input: { name, scopes, expiresAt } },
        { refetchQueries: [ApiKeysQuery] },
      );
      this.secret.set(createApiKey.secret ?? null);
      return createApiKey.userErrors;
    });
  }
}
