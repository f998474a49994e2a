import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionStore } from '@prosa/dashboard/data-access';
import type { IconName, Language, Theme } from '@prosa/dashboard/ui';
import { Avatar, Icon, LANGUAGES, Preferences, THEMES } from '@prosa/dashboard/ui';

const THEME_ICONS: Record<Theme, IconName> = { system: 'monitor', light: 'sun', dark: 'moon' };
const NAMES: Record<Language, string> = { 'pt-BR': 'Português', en: 'English' };

@Component({
  selector: 'prosa-settings-menu',
  imports: [Avatar, Icon, MatMenu, MatMenuItem, MatMenuTrigger, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './settings-menu.html',
  styleUrl: './settings-menu.scss',
})
export class SettingsMenu {
  private readonly session = inject(SessionStore);
  protected readonly preferences = inject(Preferences);
  protected readonly viewer = this.session.viewer;
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = NAMES;
  protected readonly themes = THEMES;
  protected readonly themeIcons = THEME_ICONS;
  /** The label under the face, for the bottom bar. */
  readonly labelled = input(false);

  protected signOut(): void {
    void this.session.signOut();
  }
}
