import type { Provider } from '@angular/core';
import type { Translation } from '@jsverse/transloco';
import { provideTranslocoScope } from '@jsverse/transloco';
import type { Language } from '../preferences/preferences';

type Load = () => Promise<{ default: Translation }>;

/** A feature's own words, loaded with the feature: `t('inbox.title')` reads `title` of the scope `inbox`. */
export function provideTranslations(scope: string, files: Record<Language, Load>): Provider[] {
  const loader = Object.fromEntries(
    Object.entries(files).map(([language, load]) => [language, async () => (await load()).default]),
  );
  return [provideTranslocoScope({ scope, loader })].flat() as Provider[];
}

/** The words of this library, for the root loader: they live under `ui`. */
export const uiTranslations: Record<Language, Load> = {
  en: () => import('./en.json'),
  'pt-BR': () => import('./pt-BR.json'),
};

/** `key.one` or `key.other`: sentences with counts are whole sentences, never glued. */
export function pluralKey(key: string, count: number, language: string): string {
  return `${key}.${new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other'}`;
}
