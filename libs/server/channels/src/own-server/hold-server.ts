import type { TenantContext, UnitOfWork } from '@prosa/server/platform';

/** Until the commit nobody else makes a channel of this tenant or changes its server: a channel must not begin on one that is being left. */
export async function holdServer({ platform, tenantId }: TenantContext, { em }: Pick<UnitOfWork, 'em'>): Promise<void> {
  // SQLite has one writer at a time.
  if (platform.db.dialect === 'postgresql') await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`evolution-server ${tenantId}`]);
}
