import { NotFound, unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Member, Team, TeamMember } from '../identity.entities';
import { memberChanged } from '../member/member.events';
import { teamChanged } from './team.events';

/** What a domain does with a team's rows when the team goes: in the same commit, so that none is left where nobody sees it. */
export type TeamGoes = (ctx: TenantContext, unit: UnitOfWork, teamId: string) => Promise<void>;
const hooks: TeamGoes[] = [];
/** Registered once, where a downstream library is loaded. */
export const onTeamDeleted = (hook: TeamGoes): void => void hooks.push(hook);

/** Throws NotFound. */
export async function deleteTeam(ctx: TenantContext, id: string): Promise<string> {
  return unitOfWork(ctx, async (unit) => {
    const team = await unit.em.findOne(Team, { id });
    if (!team) throw new NotFound('Team');
    for (const hook of hooks) await hook(ctx, unit, id);
    const rows = await unit.em.find(TeamMember, { teamId: id });
    for (const member of await unit.em.find(Member, { id: { $in: rows.map(({ memberId }) => memberId) } })) {
      member.version += 1;
      unit.append(memberChanged(member));
    }
    for (const row of rows) unit.em.remove(row);
    unit.em.remove(team);
    unit.append(teamChanged({ id, version: team.version + 1 }));
    return id;
  });
}
