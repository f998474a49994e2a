import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { TEST_PHONE_META } from '@prosa/shared/contracts';

/** Where the operator's test phone is, when they set one up: the server writes it into the page. */
export const TEST_PHONE_URL = new InjectionToken<string | null>('TEST_PHONE_URL', {
  providedIn: 'root',
  factory: () => inject(DOCUMENT).querySelector<HTMLMetaElement>(`meta[name="${TEST_PHONE_META}"]`)?.content || null,
});

export function testPhoneLink(base: string | null, instanceName: string): string | null {
  if (!base) return null;
  try {
    const url = new URL(base, location.origin);
    if (!/^https?:$/.test(url.protocol)) return null;
    url.searchParams.set('instance', instanceName);
    return url.href;
  } catch {
    return null;
  }
}
