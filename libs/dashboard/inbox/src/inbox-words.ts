import { computed, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';

export type Words = (key: string, values?: Record<string, unknown>) => string;

/**
 * The inbox's words as a signal, for what a screen has hundreds of: a translation directive in each would make it slow to draw.
 * Only below something that has waited for them.
 */
@Injectable({ providedIn: 'root' })
export class InboxWords {
  private readonly transloco = inject(TranslocoService);
  private readonly loaded = toSignal(this.transloco.selectTranslation());

  readonly t = computed<Words>(() => {
    this.loaded();
    return (key, values) => this.transloco.translate<string>(`inbox.${key}`, values);
  });
}
