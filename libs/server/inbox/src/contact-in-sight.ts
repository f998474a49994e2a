import { extendContactSight } from '@prosa/server/crm';
import { sightSql } from '@prosa/server/platform';

/** Whoever sees a conversation with somebody sees who that is. */
extendContactSight((sight, alias) => {
  const [inSight, params] = sightSql(sight, 'seen');
  return [
    `exists (select 1 from conversation seen where seen.tenant_id = ${alias}.tenant_id and seen.contact_id = ${alias}.id and ${inSight})`,
    params,
  ];
});
