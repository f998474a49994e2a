import type { Routes } from '@angular/router';
import { provideTranslations } from '@prosa/dashboard/ui';
import { Login } from './login';
import { Register } from './register';

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
    ],
  },
];
