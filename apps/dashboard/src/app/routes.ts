import type { Routes } from '@angular/router';
import { idOf } from './id-guards';
import { signedIn, signedOut } from './session-guards';

export const routes: Routes = [
  {
    path: '',
    canMatch: [signedOut],
    loadChildren: () => import('@prosa/dashboard/identity').then((m) => m.IDENTITY_ROUTES),
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell').then((m) => m.Shell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'title.home',
        loadChildren: () => import('./home/home.routes').then((m) => m.HOME_ROUTES),
      },
      {
        path: 'inbox',
        title: 'title.inbox',
        loadChildren: () => import('@prosa/dashboard/inbox').then((m) => m.INBOX_ROUTES),
      },
      {
        path: 'agents/:id/connect',
        canMatch: [idOf('Agent')],
        title: 'title.connect',
        loadChildren: () => import('@prosa/dashboard/channels').then((m) => m.CONNECT_ROUTES),
      },
      {
        path: 'agents',
        title: 'title.agents',
        loadChildren: () => import('@prosa/dashboard/agent').then((m) => m.AGENT_ROUTES),
      },
      {
        path: 'integrations',
        title: 'title.integrations',
        loadChildren: () => import('@prosa/dashboard/channels').then((m) => m.INTEGRATIONS_ROUTES),
      },
      {
        path: 'channels/:id',
        canMatch: [idOf('Channel')],
        title: 'title.channel',
        loadChildren: () => import('@prosa/dashboard/channels').then((m) => m.CHANNEL_ROUTES),
      },
      {
        path: 'settings',
        loadChildren: () => import('@prosa/dashboard/settings').then((m) => m.SETTINGS_ROUTES),
      },
      {
        path: '**',
        title: 'title.notFound',
        loadComponent: () => import('./not-found/not-found').then((m) => m.NotFound),
      },
    ],
  },
];
