import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { compactTime, Now, Preferences } from '@prosa/dashboard/ui';
import { nearTime } from './near-time';

const DAY = 86_400_000;

/** Dates and plurals of the inbox, in the reader's language and time zone. */
@Injectable({ providedIn: 'root' })
export class InboxFormat {
  private readonly transloco = inject(TranslocoService);
  private readonly now = inject(Now);
  private readonly formats = new Map<string, Intl.DateTimeFormat>();

  readonly lang = inject(Preferences).language;

  /** The calendar day of an instant where the reader is, as 2026-11-24. */
  dayOf(instant: string | number): string {
    return this.format('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant));
  }

  time(instant: string): string {
    return this.format(this.lang(), { timeStyle: 'short' }).format(new Date(instant));
  }

  short(instant: string): string {
    return compactTime(instant, this.now.value(), this.lang());
  }

  day(instant: string): string {
    const now = this.now.value();
    const day = this.dayOf(instant);
    if (day === this.dayOf(now)) return this.transloco.translate('inbox.day.today');
    if (day === this.dayOf(now - DAY)) return this.transloco.translate('inbox.day.yesterday');
    const sameYear = day.slice(0, 4) === this.dayOf(now).slice(0, 4);
    return this.format(this.lang(), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(!sameYear && { year: 'numeric' }),
    }).format(new Date(instant));
  }

  date(instant: string): string {
    return this.format(this.lang(), { dateStyle: 'medium' }).format(new Date(instant));
  }

  /** A day with its time: short, for what is to come. */
  dayTime(instant: string | Date): string {
    const options = { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' } as const;
    return this.format(this.lang(), options).format(new Date(instant));
  }

  /** A moment to come, as short as it can be told: the time of today, else with its day. */
  until(instant: string): string {
    const today = this.dayOf(instant) === this.dayOf(this.now.value());
    const day: Intl.DateTimeFormatOptions = today ? {} : { day: 'numeric', month: 'short' };
    return this.format(this.lang(), { ...day, hour: 'numeric', minute: '2-digit' }).format(new Date(instant));
  }

  /** A moment near now or long gone: "yesterday, 14:30", "12 Nov, 14:30". */
  near(instant: string): string {
    return nearTime(instant, this.now.value(), this.lang());
  }

  exact(instant: string): string {
    return this.format(this.lang(), { dateStyle: 'full', timeStyle: 'medium' }).format(new Date(instant));
  }

  /** Which of a sentence's plural forms goes with the number. */
  plural(count: number): 'one' | 'other' {
    return new Intl.PluralRules(this.lang()).select(count) === 'one' ? 'one' : 'other';
  }

  private format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = locale + JSON.stringify(options);
    let format = this.formats.get(key);
    if (!format) this.formats.set(key, (format = new Intl.DateTimeFormat(locale, options)));
    return format;
  }
}
