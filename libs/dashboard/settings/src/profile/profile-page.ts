import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, viewChildren } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { GraphqlClient, liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import {
  Field,
  FieldControl,
  LANGUAGES,
  languageFor,
  LoadState,
  Page,
  PasswordInput,
  Preferences,
  type Language,
} from '@prosa/dashboard/ui';
import { FormAttempt } from '../form/form-attempt';
import { Outcome } from '../form/outcome';
import { ProfileQuery, UpdateProfileMutation } from '../settings.documents';
import { SecondFactor } from './second-factor';

const LANGUAGE_NAMES: Record<Language, string> = { 'pt-BR': 'Português', en: 'English' };

/** One's own login: the name that the others see, the language, the password, the second step. */
@Component({
  selector: 'settings-profile-page',
  imports: [Field, FieldControl, LoadState, MatButton, Outcome, Page, PasswordInput, SecondFactor, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './profile-page.html',
  styleUrl: './profile-page.scss',
})
export class ProfilePage {
  private readonly graphql = inject(GraphqlClient);
  private readonly session = inject(SessionStore);
  private readonly preferences = inject(Preferences);
  protected readonly query = liveQuery(ProfileQuery);
  protected readonly user = computed(() => this.query.data()?.viewer?.user);
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = LANGUAGE_NAMES;
  protected readonly name = linkedSignal(() => this.user()?.name ?? '');
  protected readonly language = linkedSignal<Language>(() => languageFor(this.user()?.locale));
  protected readonly changed = computed(() => {
    const user = this.user();
    return !!user && (this.name().trim() !== user.name || this.language() !== languageFor(user.locale));
  });
  protected readonly profile = new FormAttempt(['name', 'locale']);
  protected readonly password = new FormAttempt(['currentPassword', 'newPassword']);
  private readonly passwords = viewChildren(PasswordInput);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const language = this.language();
    const done = await this.profile.run(async () => {
      const input = { name: this.name().trim(), locale: language };
      return (await this.graphql.mutate(UpdateProfileMutation, { input })).updateProfile.userErrors;
    });
    if (!done) return;
    this.preferences.choose({ language });
    await this.session.refresh();
  }

  protected async change(event: Event, currentPassword: string, newPassword: string): Promise<void> {
    event.preventDefault();
    const done = await this.password.run(async () => {
      const empty = Object.entries({ currentPassword, newPassword }).filter(([, value]) => value === '');
      if (empty.length > 0) return empty.map(([field]) => ({ code: 'REQUIRED', message: '', path: [field] }));
      const input = { currentPassword, newPassword };
      return (await this.graphql.mutate(UpdateProfileMutation, { input })).updateProfile.userErrors;
    });
    if (done) this.passwords().forEach((input) => input.clear());
  }
}
