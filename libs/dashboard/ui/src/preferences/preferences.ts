import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

export const LANGUAGES = ['pt-BR', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const LANGUAGE_KEY = 'prosa.language';
const THEME_KEY = 'prosa.theme';

/** The language that serves a wish best: any Portuguese gets pt-BR, everyone else English. */
export const languageFor = (wish: string | null | undefined): Language => (/^pt\b/i.test(wish ?? '') ? 'pt-BR' : 'en');

/** Before the first paint: a theme chosen by hand never flashes the other one. */
export function applyKeptTheme(document: Document): void {
  try {
    const theme = localStorage.getItem(THEME_KEY);
    if (theme === 'light' || theme === 'dark') document.documentElement.classList.add(theme);
  } catch {
    // Storage is forbidden here: the system's theme it is.
  }
}

/** Language and theme of this browser, kept in it: a choice made by hand beats the account's locale. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  private readonly document = inject(DOCUMENT);
  private readonly transloco = inject(TranslocoService);
  private readonly chosenLanguage = signal<Language>(this.firstLanguage());
  private readonly chosenTheme = signal<Theme>(this.firstTheme());

  readonly language = this.chosenLanguage.asReadonly();
  readonly theme = this.chosenTheme.asReadonly();

  constructor() {
    effect(() => {
      this.document.documentElement.lang = this.language();
      this.transloco.setActiveLang(this.language());
    });
    effect(() => {
      const { classList } = this.document.documentElement;
      classList.toggle('light', this.theme() === 'light');
      classList.toggle('dark', this.theme() === 'dark');
    });
  }

  choose(choice: { language?: Language; theme?: Theme }): void {
    if (choice.language) {
      this.chosenLanguage.set(choice.language);
      this.keep(LANGUAGE_KEY, choice.language);
    }
    if (choice.theme) {
      this.chosenTheme.set(choice.theme);
      this.keep(THEME_KEY, choice.theme);
    }
  }

  /** The account's locale, followed only while nobody chose otherwise here. */
  suggestLanguage(locale: string): void {
    if (!this.kept(LANGUAGE_KEY)) this.chosenLanguage.set(languageFor(locale));
  }

  private firstLanguage(): Language {
    return languageFor(this.kept(LANGUAGE_KEY) ?? this.document.defaultView?.navigator.language);
  }

  private firstTheme(): Theme {
    const kept = this.kept(THEME_KEY);
    return THEMES.find((theme) => theme === kept) ?? 'system';
  }

  // A browser may forbid storage: the choice then lasts as long as the page.
  private kept(key: string): string | null {
    try {
      return this.document.defaultView?.localStorage.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  private keep(key: string, value: string): void {
    try {
      this.document.defaultView?.localStorage.setItem(key, value);
    } catch {
      // Nothing to do: see kept().
    }
  }
}
