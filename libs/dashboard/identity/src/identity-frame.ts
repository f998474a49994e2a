import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Language } from '@prosa/dashboard/ui';
import { Brand, Icon, LANGUAGES, Preferences } from '@prosa/dashboard/ui';

const NAMES: Record<Language, string> = { 'pt-BR': 'Português', en: 'English' };

/** The form on one side; on wide screens, what the product does on the other. */
@Component({
  selector: 'prosa-identity-frame',
  imports: [Brand, Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './identity-frame.html',
  styleUrl: './identity-frame.scss',
})
export class IdentityFrame {
  protected readonly preferences = inject(Preferences);
  protected readonly languages = LANGUAGES;
  protected readonly names = NAMES;
  readonly heading = input.required<string>();
  readonly lead = input<string>();
}
