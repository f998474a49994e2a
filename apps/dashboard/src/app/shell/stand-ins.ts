import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { SANDBOX_META } from '@prosa/shared/contracts';

/** The services that a stand-in answers for, as the server's page says; which of them decides what the badge says. */
export const STAND_INS = new InjectionToken<readonly string[]>('services with a stand-in', {
  providedIn: 'root',
  factory: () => {
    const told = inject(DOCUMENT).querySelector<HTMLMetaElement>(`meta[name="${SANDBOX_META}"]`)?.content ?? '';
    return told.split(',').filter((name) => name !== '');
  },
});

export function standInHint(
  standIns: readonly string[],
): 'sandbox.hint.evolution' | 'sandbox.hint.openai' | 'sandbox.hint.all' {
  const [only, more] = standIns;
  if (more === undefined && only === 'evolution') return 'sandbox.hint.evolution';
  return more === undefined && only === 'openai' ? 'sandbox.hint.openai' : 'sandbox.hint.all';
}
