import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { GraphqlClient, liveQuery } from '@prosa/dashboard/data-access';
import { Confirm, Icon, LoadState, Page, Status, TimeAgo } from '@prosa/dashboard/ui';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { RevokeOtherSessionsMutation, RevokeSessionMutation, SessionsQuery } from '../settings.documents';
import { deviceOf } from './device';

/** Where one is signed in: every place can be ended from here. */
@Component({
  selector: 'settings-sessions-page',
  imports: [Icon, LoadState, MatButton, Outcome, Page, Status, TimeAgo, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './sessions-page.html',
  styleUrl: '../rows.scss',
})
export class SessionsPage {
  private readonly graphql = inject(GraphqlClient);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  protected readonly query = liveQuery(SessionsQuery);
  protected readonly attempt = new FormAttempt();
  protected readonly sessions = computed(() =>
    (this.query.data()?.sessions ?? [])
      .map((session) => ({ ...session, device: deviceOf(session.userAgent) }))
      .sort((a, b) => Number(b.current) - Number(a.current)),
  );
  protected readonly others = computed(() => this.sessions().filter(({ current }) => !current).length);

  protected async end(id: string): Promise<void> {
    const done = await this.attempt.run(async () => {
      const { revokeSession } = await this.graphql.mutate(RevokeSessionMutation, { input: { id } });
      return revokeSession.userErrors;
    });
    if (done) await this.query.refetch();
  }

  protected async endOthers(): Promise<void> {
    const t = (key: string) => this.transloco.translate(`settings.endOthers.${key}`);
    if (!(await this.confirm.ask({ title: t('title'), text: t('text'), confirm: t('confirm'), danger: true }))) return;
    const done = await this.attempt.run(async () => {
      await this.graphql.mutate(RevokeOtherSessionsMutation, {});
      return [];
    });
    if (done) await this.query.refetch();
  }
}
