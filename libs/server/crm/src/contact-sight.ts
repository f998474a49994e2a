import { sightSql, type Sight } from '@prosa/server/platform';

type Condition = (sight: Sight, alias: string) => [sql: string, params: string[]];
const others: Condition[] = [];

/** Lets a later domain say by what else a contact comes into sight (a conversation, a lead). Called while modules load. */
export const extendContactSight = (condition: Condition): void => void others.push(condition);

/** Who sees a contact: its owner and team as anywhere, and whoever sees something that hangs on it. A condition over `alias`. */
export function contactSightSql(sight: Sight, alias: string): [sql: string, params: string[]] {
  if (sight.visibility === 'ALL') return ['1 = 1', []];
  const own = sightSql(sight, alias, { assignee: 'owner_id', team: 'team_id' });
  const conditions = [own, ...others.map((condition) => condition(sight, alias))];
  return [`(${conditions.map(([sql]) => sql).join(' or ')})`, conditions.flatMap(([, params]) => params)];
}
