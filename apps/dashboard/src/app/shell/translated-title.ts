import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import type { RouterStateSnapshot } from '@angular/router';
import { TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Preferences, TitleCount } from '@prosa/dashboard/ui';
import { firstValueFrom } from 'rxjs';

const MOST_SHOWN = 99;

/** Route titles are keys of the shell's words; the title follows the language too. */
@Injectable({ providedIn: 'root' })
export class TranslatedTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly preferences = inject(Preferences);
  private readonly waiting = inject(TitleCount).count;
  private readonly key = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => void this.show(this.key(), this.preferences.language(), this.waiting()));
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot));
  }

  private async show(key: string | undefined, language: string, waiting: number): Promise<void> {
    const before = waiting > 0 ? `(${waiting > MOST_SHOWN ? `${MOST_SHOWN}+` : waiting}) ` : '';
    if (!key) return this.title.setTitle(`${before}Prosa`);
    await firstValueFrom(this.transloco.load(language));
    this.title.setTitle(`${before}${this.transloco.translate(key, {}, language)} · Prosa`);
  }
}
