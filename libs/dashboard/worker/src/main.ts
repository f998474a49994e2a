import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { openFrom, tellOf } from './push';
import { SERVERS_OWN, shellFirstFromNetwork } from './shell';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: the files of the dashboard, each with what tells its version. */
declare const FILES: PrecacheEntry[];

// A new version waits until every tab of the old one is closed, as long as its parts are needed: the page itself always comes from the network.
precacheAndRoute(FILES);
cleanupOutdatedCaches();
const kept = createHandlerBoundToURL('/');
registerRoute(new NavigationRoute(shellFirstFromNetwork(kept), { denylist: [SERVERS_OWN] }));

self.addEventListener('push', (event) => event.waitUntil(tellOf(self, event.data)));
self.addEventListener('notificationclick', (event) => event.waitUntil(openFrom(self, event.notification)));
