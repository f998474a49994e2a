import type { Routes } from '@angular/router';
import { provideTranslations } from '@prosa/dashboard/ui';
import { Forgot } from './forgot';
import { Invitation } from './invitation';
import { Login } from './login';
import { Register } from './register';
import { Reset } from './reset';

export const IDENTITY_ROUTES: Routes = [
  {
    path: '',
    providers: [
      provideTranslations('identity', {
        en: () => import('./i18n/en.json'),
        'pt-BR': () => import('./i18n/pt-BR.json'),
      }),
    ],
    children: [
      { path: 'login', title: 'title.login', component: Login },
      { path: 'register', title: 'title.register', component: Register },
      { path: 'forgot', title: 'title.forgot', component: Forgot },
      { path: 'reset/:token', title: 'title.reset', component: Reset },
      { path: 'invite/:token', title: 'title.invitation', component: Invitation },
    ],
  },
];
