import type { PipeTransform } from '@angular/core';
import { inject, Pipe } from '@angular/core';
import { Preferences } from '../preferences/preferences';
import { Now } from './now';
import { compactTime, exactTime, relativeTime } from './relative-time';

// Impure because the answer changes with the minute and the language; both are signals, so it still runs only when asked.
@Pipe({ name: 'relativeTime', pure: false })
export class RelativeTimePipe implements PipeTransform {
  private readonly now = inject(Now);
  private readonly preferences = inject(Preferences);
  transform(instant: string | Date | null | undefined): string {
    return instant ? relativeTime(instant, this.now.value(), this.preferences.language()) : '';
  }
}

@Pipe({ name: 'compactTime', pure: false })
export class CompactTimePipe implements PipeTransform {
  private readonly now = inject(Now);
  private readonly preferences = inject(Preferences);
  transform(instant: string | Date | null | undefined): string {
    return instant ? compactTime(instant, this.now.value(), this.preferences.language()) : '';
  }
}

@Pipe({ name: 'exactTime', pure: false })
export class ExactTimePipe implements PipeTransform {
  private readonly preferences = inject(Preferences);
  transform(instant: string | Date | null | undefined): string {
    return instant ? exactTime(instant, this.preferences.language()) : '';
  }
}
