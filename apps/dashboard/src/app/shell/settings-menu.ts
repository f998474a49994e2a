import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient, SessionStore, type Availability } from '@prosa/dashboard/data-access';
import type { IconName, Language, Theme } from '@prosa/dashboard/ui';
import { Avatar, Icon, LANGUAGES, Preferences, THEMES } from '@prosa/dashboard/ui';
import { SetupAway } from '../home/setup-away';
import { OwnMember } from './own-member';
import { SwitchTenantMutation } from './shell.documents';

const THEME_ICONS: Record<Theme, IconName> = { system: 'monitor', light: 'sun', dark: 'moon' };
const NAMES: Record<Language, string> = { 'pt-BR': 'Português', en: 'English' };

@Component({
  selector: 'prosa-settings-menu',
  imports: [Avatar, Icon, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './settings-menu.html',
  styleUrl: './settings-menu.scss',
})
export class SettingsMenu {
  private readonly session = inject(SessionStore);
  private readonly graphql = inject(GraphqlClient);
  private readonly document = inject(DOCUMENT);
  protected readonly own = inject(OwnMember);
  protected readonly availabilities: readonly Availability[] = ['ONLINE', 'BUSY', 'OFFLINE'];
  protected readonly preferences = inject(Preferences);
  protected readonly viewer = this.session.viewer;
  /** The workspaces one belongs to; with only one there is nothing to choose. */
  protected readonly tenants = computed(() => {
    const memberships = this.viewer()?.memberships ?? [];
    return memberships.length < 2
      ? []
      : memberships.map(({ tenant }) => tenant).sort((a, b) => a.name.localeCompare(b.name));
  });
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = NAMES;
  protected readonly themes = THEMES;
  protected readonly themeIcons = THEME_ICONS;
  /** The label under the face, for the bottom bar. */
  readonly labelled = input(false);
  /** The checklist was put away unfinished: here is the way back. */
  readonly startable = input(false);
  private readonly setupAway = inject(SetupAway);
  private readonly router = inject(Router);

  protected start(): void {
    this.setupAway.put(false);
    void this.router.navigate(['/']);
  }

  /** Everything on the screen is the other workspace's from here on: the page begins anew. */
  protected async enter(tenantId: string): Promise<void> {
    if (tenantId === this.viewer()?.tenant.id) return;
    const { switchTenant } = await this.graphql.mutate(SwitchTenantMutation, { input: { tenantId } });
    if (switchTenant.userErrors.length === 0) this.document.defaultView?.location.assign('/');
  }

  protected signOut(): void {
    void this.session.signOut();
  }
}
