import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { GraphqlClient, liveQuery, SessionStore, type ApiKeyPartsFragment } from '@prosa/dashboard/data-access';
import { Confirm, EmptyState, Icon, LoadState, Now, Page, TimeAgo } from '@prosa/dashboard/ui';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { ApiKeysQuery, RevokeApiKeyMutation } from '../settings.documents';
import { KeyDialog } from './key-dialog';

/** The keys by which programs act as a member: whose, what they may do, when they were last used. */
@Component({
  selector: 'settings-keys-page',
  imports: [EmptyState, Icon, LoadState, MatButton, Outcome, Page, TimeAgo, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './keys-page.html',
  styleUrl: '../rows.scss',
})
export class KeysPage {
  private readonly dialog = inject(MatDialog);
  private readonly graphql = inject(GraphqlClient);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly session = inject(SessionStore);
  private readonly now = inject(Now);
  protected readonly query = liveQuery(ApiKeysQuery);
  protected readonly attempt = new FormAttempt();
  protected readonly keys = computed(() => {
    const me = this.session.viewer()?.member.id;
    return (this.query.data()?.apiKeys ?? [])
      .filter(({ revokedAt }) => !revokedAt)
      .map((key) => ({
        ...key,
        own: key.member.id === me,
        over: !!key.expiresAt && new Date(key.expiresAt).getTime() <= this.now.value(),
      }));
  });

  protected scopesOf({ scopes }: ApiKeyPartsFragment): string {
    return scopes.map((scope) => this.transloco.translate(`settings.scope.${scope}`)).join(' · ');
  }

  protected create(): void {
    this.dialog.open(KeyDialog, { width: '520px' });
  }

  protected async revoke({ id, name }: ApiKeyPartsFragment): Promise<void> {
    const t = (key: string) => this.transloco.translate(`settings.revokeKey.${key}`, { name });
    if (!(await this.confirm.ask({ title: t('title'), text: t('text'), confirm: t('confirm'), danger: true }))) return;
    await this.attempt.run(async () => {
      const { revokeApiKey } = await this.graphql.mutate(RevokeApiKeyMutation, { input: { id } });
      return revokeApiKey.userErrors;
    });
  }
}
