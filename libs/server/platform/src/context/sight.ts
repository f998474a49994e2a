/** Row visibility: which conversations and contacts a member sees. One rule, as a predicate and as SQL. */
export const VISIBILITIES = ['ALL', 'TEAM', 'OWN'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What of a row decides who sees it. */
export interface Scope {
  assigneeId: string | null;
  teamId: string | null;
}
export interface Sight {
  visibility: Visibility;
  memberId: string | null;
  teamIds: readonly string[];
}

/** ALL: every row. TEAM: one's own, those of one's teams, and rows of nobody. OWN: one's own. */
export function inSight(sight: Sight, scope: Scope): boolean {
  if (sight.visibility === 'ALL') return true;
  if (scope.assigneeId !== null && scope.assigneeId === sight.memberId) return true;
  if (sight.visibility === 'OWN') return false;
  return scope.teamId === null ? scope.assigneeId === null : sight.teamIds.includes(scope.teamId);
}

/** The same rule as an SQL condition over `alias`'s columns; `["1 = 1", []]` when everything is seen. */
export function sightSql(sight: Sight, alias: string, columns = { assignee: 'assignee_id', team: 'team_id' }): [sql: string, params: string[]] {
  if (sight.visibility === 'ALL') return ['1 = 1', []];
  const assignee = `${alias}.${columns.assignee}`;
  const team = `${alias}.${columns.team}`;
  const own = sight.memberId === null ? '1 = 0' : `${assignee} = ?`;
  const ownParams = sight.memberId === null ? [] : [sight.memberId];
  if (sight.visibility === 'OWN') return [own, ownParams];
  const ofTeams = sight.teamIds.length === 0 ? '1 = 0' : `${team} in (${sight.teamIds.map(() => '?').join(', ')})`;
  return [`(${own} or ${ofTeams} or (${assignee} is null and ${team} is null))`, [...ownParams, ...sight.teamIds]];
}
