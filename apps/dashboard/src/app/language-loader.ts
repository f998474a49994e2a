import { Injectable } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import type { Language } from '@prosa/dashboard/ui';
import { uiTranslations } from '@prosa/dashboard/ui';

const SHELL: Record<Language, () => Promise<{ default: Translation }>> = {
  en: () => import('../i18n/en.json'),
  'pt-BR': () => import('../i18n/pt-BR.json'),
};

/** The words of the shell and of the kit; each feature brings its own. */
@Injectable({ providedIn: 'root' })
export class LanguageLoader implements TranslocoLoader {
  async getTranslation(language: string): Promise<Translation> {
    const known = language as Language;
    const [shell, ui] = await Promise.all([SHELL[known](), uiTranslations[known]()]);
    return { ...shell.default, ui: ui.default };
  }
}
