import { bootstrapApplication } from '@angular/platform-browser';
import { applyKeptTheme } from '@prosa/dashboard/ui';
import { App } from './app/app';
import { appConfig } from './app/app.config';

applyKeptTheme(document);
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
