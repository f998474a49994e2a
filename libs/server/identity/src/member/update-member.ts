import { LockMode } from '@mikro-orm/core';
import { AccessDenied, NotFound, unitOfWork, UserProblem, type Role, type TenantContext, type UnitOfWork, type Visibility } from '@prosa/server/platform';
import { Member, Team, TeamMember, type Availability } from '../identity.entities';
import { endSessions } from '../session/end-sessions';
import { teamChanged } from '../team/team.events';
import { memberChanged } from './member.events';
import { releaseWork } from './member-leaves';
import { requireManage } from './member.policy';

export interface UpdateMember {
  id: string;
  role?: Role | null;
  visibility?: Visibility | null;
  availability?: Availability | null;
  active?: boolean | null;
  teamIds?: readonly string[] | null;
}
type Changes = Record<string, [unknown, unknown]>;

/**
 * Changes what a member may do, see and take on. Everyone says themselves whether they are at work; the rest asks for
 * `member:manage` and never reaches above the caller. Who is deactivated is out at once, and their open work with its domains.
 * Throws NotFound, AccessDenied, and UserProblem ABOVE_YOU, LAST_OWNER, YOURSELF.
 */
export async function updateMember(ctx: TenantContext, input: UpdateMember): Promise<string> {
  await unitOfWork(ctx, async (unit) => {
    const member = await unit.em.findOne(Member, { id: input.id });
    if (!member) throw new NotFound('Member');
    const self = ctx.actor.kind === 'member' && ctx.actor.memberId === member.id;
    const onlyAvailability = input.role == null && input.visibility == null && input.active == null && input.teamIds == null;
    if (!(self && onlyAvailability)) requireManage(ctx, member.role, ['id']);
    const changes: Changes = {};
    const set = <K extends 'role' | 'visibility' | 'availability' | 'active'>(key: K, value: Member[K] | null | undefined) => {
      if (value == null || value === member[key]) return;
      changes[key] = [member[key], value];
      member[key] = value;
    };
    if (input.role != null && input.role !== member.role) {
      requireManage(ctx, input.role, ['role']);
      await keepAnOwner(unit, member, 'role');
    }
    if (input.active === false && member.active) {
      if (self) throw new UserProblem('YOURSELF', 'Somebody else has to deactivate you.', ['active']);
      await keepAnOwner(unit, member, 'active');
    }
    set('role', input.role);
    set('visibility', input.visibility);
    set('availability', input.availability);
    set('active', input.active);
    if (input.active === false && changes['active']) set('availability', 'OFFLINE');
    const teams = input.teamIds == null ? false : await setTeams(ctx, unit, member, input.teamIds);
    if (Object.keys(changes).length === 0 && !teams) return;
    member.version += 1;
    await unit.em.flush();
    unit.append(memberChanged(member, changes));
    if (changes['active'] && !member.active) {
      await endSessions(ctx.platform, unit, { memberId: member.id });
      await releaseWork(ctx, unit, member.id);
    }
  });
  return input.id;
}

/** A workspace without an owner could never be put right again. The owners are locked, so that two cannot step down at once. */
async function keepAnOwner(unit: UnitOfWork, member: Member, field: string): Promise<void> {
  if (member.role !== 'OWNER' || !member.active) return;
  const owners = await unit.em.find(Member, { role: 'OWNER', active: true }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  if (owners.every(({ id }) => id === member.id)) throw new UserProblem('LAST_OWNER', 'Make somebody else an owner first.', [field]);
}

async function setTeams(ctx: TenantContext, unit: UnitOfWork, member: Member, teamIds: readonly string[]): Promise<boolean> {
  const wanted = new Set(teamIds);
  const teams = await unit.em.find(Team, { id: { $in: [...wanted] } });
  if (teams.length !== wanted.size) throw new NotFound('Team');
  const now = await unit.em.find(TeamMember, { memberId: member.id });
  const gone = now.filter(({ teamId }) => !wanted.has(teamId));
  const joined = teams.filter(({ id }) => now.every(({ teamId }) => teamId !== id));
  for (const row of gone) unit.em.remove(row);
  for (const { id } of joined) unit.em.create(TeamMember, { teamId: id, memberId: member.id, tenantId: ctx.tenantId });
  const touched = [...joined, ...(await unit.em.find(Team, { id: { $in: gone.map(({ teamId }) => teamId) } }))];
  for (const team of touched) {
    team.version += 1;
    unit.append(teamChanged(team));
  }
  return touched.length > 0;
}

/** For what only a signed-in person can do. */
export function requireMember(ctx: TenantContext): Extract<TenantContext['actor'], { kind: 'member' }> {
  if (ctx.actor.kind !== 'member') throw new AccessDenied('FORBIDDEN');
  return ctx.actor;
}
