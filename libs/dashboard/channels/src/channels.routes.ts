import type { Provider } from '@angular/core';
import type { Routes } from '@angular/router';
import { provideTranslations } from '@prosa/dashboard/ui';
import { ChannelPage } from './channel/channel-page';
import { ConnectPage } from './connect/connect-page';
import { IntegrationsPage } from './integrations/integrations-page';

const providers: Provider[] = provideTranslations('channels', {
  en: () => import('./i18n/en.json'),
  'pt-BR': () => import('./i18n/pt-BR.json'),
});

// Three places of the address bar, one feature: the shell mounts each where it belongs.
export const INTEGRATIONS_ROUTES: Routes = [{ path: '', providers, component: IntegrationsPage }];
export const CHANNEL_ROUTES: Routes = [{ path: '', providers, component: ChannelPage }];
export const CONNECT_ROUTES: Routes = [{ path: '', providers, component: ConnectPage }];
