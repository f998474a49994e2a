import type { ApplicationConfig } from '@angular/core';
import {
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import { MAT_RIPPLE_GLOBAL_OPTIONS } from '@angular/material/core';
import { provideRouter, TitleStrategy, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideTransloco, TranslocoService } from '@jsverse/transloco';
import { provideGraphql } from '@prosa/dashboard/data-access';
import { LANGUAGES, Preferences } from '@prosa/dashboard/ui';
import { firstValueFrom } from 'rxjs';
import { LanguageLoader } from './language-loader';
import { routes } from './routes';
import { TranslatedTitle } from './shell/translated-title';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    provideGraphql(),
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: 'en',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        missingHandler: { useFallbackTranslation: true, logMissingKey: isDevMode() },
        prodMode: !isDevMode(),
      },
      loader: LanguageLoader,
    }),
    { provide: TitleStrategy, useExisting: TranslatedTitle },
    { provide: MAT_RIPPLE_GLOBAL_OPTIONS, useValue: { disabled: true } },
    // The first paint is already in the right language.
    provideAppInitializer(() => {
      const language = inject(Preferences).language();
      return firstValueFrom(inject(TranslocoService).load(language));
    }),
  ],
};
