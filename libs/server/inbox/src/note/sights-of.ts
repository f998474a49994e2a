import { TeamMember, type Member } from '@prosa/server/identity';
import type { Sight, UnitOfWork } from '@prosa/server/platform';

/** What these members see, in their order. */
export async function sightsOf(unit: UnitOfWork, members: readonly Member[]): Promise<Sight[]> {
  const teams = await unit.em.find(TeamMember, { memberId: { $in: members.map(({ id }) => id) } });
  return members.map(({ id, visibility }) => ({
    visibility,
    memberId: id,
    teamIds: teams.filter(({ memberId }) => memberId === id).map(({ teamId }) => teamId),
  }));
}
