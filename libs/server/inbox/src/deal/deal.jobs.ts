import { systemContext, type JobHandler, type Platform, type Sweep } from '@prosa/server/platform';
import { dealConversations } from './deal-conversations';

/** Job `team.deal`: deals what waits for a team out to those of it who have room. */
export function teamDealJob(platform: Platform): JobHandler {
  return {
    kind: 'team.deal',
    run: async (job) => {
      await dealConversations(systemContext(platform, job.tenantId as string, 'team.deal'), job.key);
    },
  };
}

/** Teams for whom something waits and somebody has room: also when one came online just now, or closed something. */
export function teamDealSweep(platform: Platform): Sweep {
  return {
    kind: 'team.deal',
    find: async (limit) => {
      const rows = await platform.db.read<{ id: string; tenant_id: string }>(
        `select t.id, t.tenant_id from team t
          where t.assignment = 'ROUND_ROBIN'
            and exists (select 1 from conversation c where c.tenant_id = t.tenant_id and c.team_id = t.id
                           and c.assignee_id is null and c.status = 'OPEN' and c.handler = 'HUMAN')
            and exists (select 1 from team_member tm join member m on m.id = tm.member_id
                         where tm.team_id = t.id and m.active and m.availability = 'ONLINE'
                           and (t.capacity is null or t.capacity > (select count(*) from conversation o
                                 where o.tenant_id = t.tenant_id and o.assignee_id = m.id and o.status in ('OPEN', 'PENDING'))))
          limit ?`,
        [limit],
      );
      return rows.map((row) => ({ kind: 'team.deal', key: row.id, tenantId: row.tenant_id }));
    },
  };
}
