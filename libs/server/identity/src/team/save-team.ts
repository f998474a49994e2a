import { newId, NotFound, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Member, Team, TeamMember, type TeamAssignment } from '../identity.entities';
import { memberChanged } from '../member/member.events';
import { requireText } from '../text-rules';
import { teamChanged } from './team.events';

export interface SaveTeam {
  id?: string | null;
  name: string;
  memberIds: readonly string[];
  assignment?: TeamAssignment | null;
  /** undefined leaves it, null takes the limit away. */
  capacity?: number | null | undefined;
}
const MOST_OPEN = 10_000;

/** Makes a team or changes it; its members are exactly those named. Throws NotFound, and UserProblem REQUIRED, TOO_LONG, TAKEN, INVALID. */
export async function saveTeam(ctx: TenantContext, input: SaveTeam): Promise<string> {
  const name = requireText(input.name, 'name', 80);
  if (input.capacity != null && (input.capacity < 1 || input.capacity > MOST_OPEN))
    throw new UserProblem('INVALID', `Between 1 and ${MOST_OPEN}.`, ['capacity']);
  return unitOfWork(ctx, async (unit) => {
    const team = input.id ? await unit.em.findOne(Team, { id: input.id }) : create(ctx, unit, name);
    if (!team) throw new NotFound('Team');
    const namesake = await unit.em.findOne(Team, { name, id: { $ne: team.id } });
    if (namesake) throw new UserProblem('TAKEN', 'There is a team of this name.', ['name']);
    team.name = name;
    if (input.assignment != null) team.assignment = input.assignment;
    if (input.capacity !== undefined) team.capacity = input.capacity;
    if (input.id) team.version += 1;
    await setMembers(ctx, unit, team, input.memberIds);
    unit.append(teamChanged(team));
    return team.id;
  });
}

const create = ({ tenantId, platform }: TenantContext, { em }: UnitOfWork, name: string): Team =>
  em.create(Team, { id: newId(), tenantId, name, assignment: 'MANUAL', capacity: null, version: 1, createdAt: platform.clock.now() });

async function setMembers(ctx: TenantContext, unit: UnitOfWork, team: Team, memberIds: readonly string[]): Promise<void> {
  const wanted = new Set(memberIds);
  const members = await unit.em.find(Member, { id: { $in: [...wanted] } });
  if (members.length !== wanted.size) throw new NotFound('Member');
  const now = await unit.em.find(TeamMember, { teamId: team.id });
  const gone = now.filter(({ memberId }) => !wanted.has(memberId));
  const joined = members.filter(({ id }) => now.every(({ memberId }) => memberId !== id));
  for (const row of gone) unit.em.remove(row);
  for (const { id } of joined) unit.em.create(TeamMember, { teamId: team.id, memberId: id, tenantId: ctx.tenantId });
  for (const member of [...joined, ...(await unit.em.find(Member, { id: { $in: gone.map(({ memberId }) => memberId) } }))]) {
    member.version += 1;
    unit.append(memberChanged(member));
  }
}
