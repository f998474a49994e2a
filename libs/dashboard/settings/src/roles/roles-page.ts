import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { SessionStore, type Role } from '@prosa/dashboard/data-access';
import { Icon, LoadState, Page } from '@prosa/dashboard/ui';
import { People } from '../people';

/** Which role may do what: the server's own table, in plain words. */
@Component({
  selector: 'settings-roles-page',
  imports: [Icon, LoadState, Page, TranslocoDirective],
  providers: [People],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './roles-page.html',
  styleUrl: './roles-page.scss',
})
export class RolesPage {
  private readonly transloco = inject(TranslocoService);
  protected readonly people = inject(People);
  protected readonly own = inject(SessionStore).viewer;
  protected readonly sights = ['ALL', 'TEAM', 'OWN'] as const;
  protected readonly rows = computed(() => {
    const roles = this.people.roles();
    const all = [...new Set(roles.flatMap(({ permissions }) => permissions))];
    const many = (permission: string) => roles.filter((one) => one.permissions.includes(permission)).length;
    // What everybody may comes first, what only the highest may comes last.
    return all
      .sort((a, b) => many(b) - many(a) || a.localeCompare(b))
      .map((permission) => ({
        permission,
        words: this.words(permission),
        cells: roles.map(({ role, permissions }) => ({ role, may: permissions.includes(permission) })),
      }));
  });
  protected readonly isOwn = (role: Role) => role === this.own()?.member.role;

  /** A right that is newer than these words goes by its own name. */
  private words(permission: string): string {
    const key = `settings.permission.${permission}`;
    const known = this.transloco.translate(key);
    return known === key || !known ? permission : known;
  }
}
