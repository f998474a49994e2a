import type { NewEvent } from '@prosa/server/platform';
import type { Team } from '../identity.entities';

/** A team was made, is another, or is gone. Everyone in the tenant may know; what its members see may be different from here on. */
export const teamChanged = (team: Pick<Team, 'id' | 'version'>, changes?: NewEvent['changes']): NewEvent => ({
  type: 'TEAM_CHANGED',
  node: { type: 'Team', id: team.id },
  version: team.version,
  audience: { kind: 'tenant' },
  ...(changes && { changes }),
});
