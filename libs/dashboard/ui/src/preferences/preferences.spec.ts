import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { languageFor, Preferences } from './preferences';

describe('Preferences', () => {
  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      imports: [
        TranslocoTestingModule.forRoot({
          langs: { en: {}, 'pt-BR': {} },
          translocoConfig: { availableLangs: ['en', 'pt-BR'], defaultLang: 'en' },
        }),
      ],
    });
  });

  it('follows the account until someone chooses by hand; then the choice stays', () => {
    const preferences = TestBed.inject(Preferences);
    preferences.suggestLanguage('pt-BR');
    TestBed.tick();
    expect(document.documentElement.lang).toBe('pt-BR');
    preferences.choose({ language: 'en' });
    preferences.suggestLanguage('pt-BR');
    TestBed.tick();
    expect(document.documentElement.lang).toBe('en');
    expect(localStorage.getItem('prosa.language')).toBe('en');
  });

  it('puts the chosen theme on the page and leaves the system’s alone', () => {
    const preferences = TestBed.inject(Preferences);
    preferences.choose({ theme: 'dark' });
    TestBed.tick();
    expect(document.documentElement.classList.contains('dark')).toBe(true);
    preferences.choose({ theme: 'system' });
    TestBed.tick();
    expect(document.documentElement.className).toBe('');
  });

  it.each([
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['en-GB', 'en'],
    ['de', 'en'],
    [undefined, 'en'],
  ])('serves %s with %s', (wish, expected) => expect(languageFor(wish)).toBe(expected));
});
