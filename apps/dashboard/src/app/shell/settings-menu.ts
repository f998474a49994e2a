import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionStore } from '@prosa/dashboard/data-access';
import type { IconName, Language, Theme } from '@prosa/dashboard/ui';
import { Avatar, Icon, LANGUAGES, Preferences, THEMES } from '@prosa/dashboard/ui';
import { SetupAway } from '../home/setup-away';

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
  /** The checklist was put away unfinished: here is the way back. */
  readonly startable = input(false);
  private readonly setupAway = inject(SetupAway);
  private readonly router = inject(Router);

  protected start(): void {
    this.setupAway.put(false);
    void this.router.navigate(['/']);
  }

  protected signOut(): void {
    void this.session.signOut();
  }
}
