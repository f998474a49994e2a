import type { InboxTakersQuery } from '@prosa/dashboard/data-access';
import type { Words } from '../inbox-words';
import type { Conversation } from '../inbox.model';
import type { PickOption } from '../sharing/pick-option';

export type Taker = InboxTakersQuery['members']['edges'][number]['node'];
export type TakerTeam = InboxTakersQuery['teams'][number];

const RANK = { ONLINE: 0, BUSY: 1, OFFLINE: 2 } as const;

/** Oneself, then who is there before who is not, those with less first; then the teams. */
export function assignOptions(
  members: readonly Taker[],
  teams: readonly TakerTeam[],
  conversations: readonly Conversation[],
  me: string | null,
  t: Words,
  plural: (count: number) => string,
): PickOption[] {
  const owners = new Set(conversations.map(({ assignee }) => assignee?.id ?? null));
  const theTeams = new Set(conversations.map(({ team }) => team?.id ?? null));
  const onlyOwner = owners.size === 1 ? [...owners][0] : undefined;
  const onlyTeam = theTeams.size === 1 ? [...theTeams][0] : undefined;
  const load = ({ availability, openConversations: count }: Taker) =>
    `${t(`sharing.availability.${availability}`)} · ${t(`assign.open.${plural(count)}`, { count })}`;
  const people = members
    .filter(({ active }) => active)
    .sort(
      (a, b) =>
        Number(b.id === me) - Number(a.id === me) ||
        RANK[a.availability] - RANK[b.availability] ||
        a.openConversations - b.openConversations ||
        a.user.name.localeCompare(b.user.name),
    )
    .map((one): PickOption => ({
      key: one.id,
      words: one.id === me ? t('assign.meNamed', { name: one.user.name }) : one.user.name,
      detail: load(one),
      avatar: true,
      group: t('assign.people'),
      chosen: one.id === onlyOwner,
    }));
  const groups = teams.map(({ id, name, members: inIt }): PickOption => ({
    key: id,
    words: name,
    detail: t(`assign.members.${plural(inIt.length)}`, { count: inIt.length }),
    icon: 'users',
    group: t('assign.teams'),
    chosen: id === onlyTeam,
  }));
  const free: PickOption = { key: NOBODY, words: t('assign.nobody'), icon: 'close', group: t('assign.more') };
  return [...people, ...groups, ...(owners.size === 1 && owners.has(null) ? [] : [free])];
}

/** The key of the line that takes a conversation from everybody. */
export const NOBODY = 'nobody';
