import { extendContactSight } from '@prosa/server/crm';
import { sightSql } from '@prosa/server/platform';

const ofContact = (conversation: string, alias: string) =>
  `${conversation}.tenant_id = ${alias}.tenant_id and ${conversation}.contact_id = ${alias}.id`;

/** Whoever sees a conversation with somebody sees who that is. Who is only in conversations of others is theirs. */
extendContactSight({
  seen: (sight, alias) => {
    const [inSight, params] = sightSql(sight, 'seen');
    return [`exists (select 1 from conversation seen where ${ofContact('seen', alias)} and ${inSight})`, params];
  },
  taken: (alias) =>
    `exists (select 1 from conversation taken where ${ofContact('taken', alias)} and (taken.assignee_id is not null or taken.team_id is not null))`,
});
