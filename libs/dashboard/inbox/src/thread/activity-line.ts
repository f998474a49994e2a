import type { ActivityPartsFragment } from '@prosa/dashboard/data-access';
import type { Words } from '../inbox-words';
import { handoffKey } from '../reasons';

export type Activity = ActivityPartsFragment;

/** Dates as the reader writes them. */
type DayTime = (instant: string) => string;

/** What was done, in plain words; whole sentences, so that each language says it its own way. */
export function activityWords(activity: Activity, me: string | null, t: Words, dayTime: DayTime): string {
  const { kind, actor, member, team, until, labelsAdded, labelsRemoved, reason } = activity;
  const mine = actor?.__typename === 'Member' && actor.id === me;
  const who = !actor
    ? null
    : mine
      ? t('activity.you')
      : actor.__typename === 'Member'
        ? actor.user.name
        : nameOf(actor);
  const say = (key: string, values: Record<string, unknown> = {}) =>
    t(`activity.${key}.${who === null ? 'itself' : mine ? 'me' : 'other'}`, { who, ...values });
  switch (kind) {
    case 'ASSIGNED': {
      if (member && actor?.__typename === 'Member' && member.id === actor.id) return say('claimed');
      if (member?.id === me) return say('assignedMe');
      return say('assigned', { whom: member?.user.name ?? t('activity.somebody') });
    }
    case 'UNASSIGNED':
      return say('unassigned', { whom: member?.user.name ?? t('activity.somebody') });
    case 'TEAM_CHANGED':
      return team ? say('team', { team: team.name }) : say('noTeam');
    case 'SNOOZED':
      return until ? say('snoozed', { at: dayTime(until) }) : say('snoozedReply');
    case 'LABELLED': {
      const quoted = (names: readonly string[]) => names.map((name) => t('activity.quoted', { name })).join(', ');
      const [added, removed] = [quoted(labelsAdded), quoted(labelsRemoved)];
      if (added && removed) return say('relabelled', { added, removed });
      return added ? say('labelled', { labels: added }) : say('unlabelled', { labels: removed });
    }
    case 'HANDED_OFF': {
      const why = handoffKey(reason);
      return why ? `${t('activity.handedOff')} ${t(why)}` : t('activity.handedOff');
    }
    case 'TAKEN_OVER':
      return reason === 'PHONE_OWNER' ? t('activity.takenOverPhone') : say('takenOver');
    case 'CLOSED':
    case 'REOPENED':
    case 'RETURNED_TO_AGENT':
    case 'SET_PENDING':
    case 'WOKEN':
      return say(KEYS[kind]);
  }
}

const KEYS = {
  CLOSED: 'closed',
  REOPENED: 'reopened',
  RETURNED_TO_AGENT: 'returned',
  SET_PENDING: 'pending',
  WOKEN: 'woken',
} as const;

const nameOf = (actor: NonNullable<Activity['actor']>): string | null => ('name' in actor ? actor.name : null);
