import { isDevMode } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { applyKeptTheme } from '@prosa/dashboard/ui';
import { App } from './app/app';
import { appConfig } from './app/app.config';

applyKeptTheme(document);
bootstrapApplication(App, appConfig)
  .then(keepForLater)
  .catch((error: unknown) => console.error(error));

/** The service worker comes after everything else. Without one (private windows, plain http) there is no push, and nothing without a network. */
function keepForLater(): void {
  if (isDevMode() || !('serviceWorker' in navigator)) return;
  const register = () => void navigator.serviceWorker.register('/worker.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
