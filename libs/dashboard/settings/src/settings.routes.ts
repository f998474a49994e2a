import { inject } from '@angular/core';
import { Router, type CanActivateFn, type Routes } from '@angular/router';
import { SessionStore } from '@prosa/dashboard/data-access';
import { provideTranslations } from '@prosa/dashboard/ui';
import { KeysPage } from './keys/keys-page';
import { MembersPage } from './members/members-page';
import { PLACES } from './places';
import { ProfilePage } from './profile/profile-page';
import { RolesPage } from './roles/roles-page';
import { SessionsPage } from './sessions/sessions-page';
import { SettingsFrame } from './settings-frame';
import { TeamsPage } from './teams/teams-page';

const first: CanActivateFn = () => {
  const session = inject(SessionStore);
  const place = PLACES.find(({ right }) => !right || session.can(right));
  return inject(Router).createUrlTree(['/settings', place?.path ?? 'profile']);
};

export const SETTINGS_ROUTES: Routes = [
  {
    path: '',
    component: SettingsFrame,
    providers: [
      provideTranslations('settings', {
        en: () => import('./i18n/en.json'),
        'pt-BR': () => import('./i18n/pt-BR.json'),
      }),
    ],
    children: [
      { path: '', pathMatch: 'full', canActivate: [first], children: [] },
      { path: 'team', title: 'title.members', component: MembersPage },
      { path: 'teams', title: 'title.teams', component: TeamsPage },
      { path: 'roles', title: 'title.roles', component: RolesPage },
      { path: 'profile', title: 'title.profile', component: ProfilePage },
      { path: 'sessions', title: 'title.sessions', component: SessionsPage },
      { path: 'api-keys', title: 'title.apiKeys', component: KeysPage },
    ],
  },
];
