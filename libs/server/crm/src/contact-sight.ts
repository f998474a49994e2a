import { sightSql, type Sight } from '@prosa/server/platform';

interface Other {
  /** It is in sight by something of this domain that hangs on it. */
  seen(sight: Sight, alias: string): [sql: string, params: string[]];
  /** Somebody, or a team, has it by something of this domain: it is not nobody's, although it has no owner. */
  taken(alias: string): string;
}
const others: Other[] = [];

/** Lets a later domain say by what else a contact comes into sight, or is somebody's (a conversation, a lead). Called while modules load. */
export const extendContactSight = (other: Other): void => void others.push(other);

/** Who sees a contact: its owner and team as anywhere, and whoever sees something that hangs on it. A condition over `alias`. */
export function contactSightSql(sight: Sight, alias: string): [sql: string, params: string[]] {
  if (sight.visibility === 'ALL') return ['1 = 1', []];
  const [own, params] = sightSql(sight, alias, { assignee: 'owner_id', team: 'team_id' });
  const owned = `(${alias}.owner_id is not null or ${alias}.team_id is not null)`;
  const free = others.map(({ taken }) => ` and not ${taken(alias)}`).join('');
  const conditions: [sql: string, params: string[]][] = [
    sight.visibility === 'TEAM' ? [`(${own} and (${owned} or (1 = 1${free})))`, params] : [own, params],
    ...others.map(({ seen }) => seen(sight, alias)),
  ];
  return [`(${conditions.map(([sql]) => sql).join(' or ')})`, conditions.flatMap(([, params]) => params)];
}
