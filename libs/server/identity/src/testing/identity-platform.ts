import { platformEntities } from '@prosa/server/platform';
import { testPlatform, type TestPlatform } from '@prosa/server/platform/testing';
import { identityEntities } from '../identity.entities';

/** The platform with identity's own tables, for identity's own specs. */
export const identityPlatform = (url?: string): Promise<TestPlatform> =>
  testPlatform({ entities: [...platformEntities, ...identityEntities], ...(url && { url }) });
export const DEVICE = { ip: '203.0.113.7', userAgent: 'spec' };
/** What a use case refused with: `CODE path`, or the error itself when it was no problem of the caller's. */
export const refusal = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'not refused',
    (error: { code?: string; path?: string[] }) =>
      error.code && error.path ? `${error.code} ${error.path.join('.')}` : error,
  );
