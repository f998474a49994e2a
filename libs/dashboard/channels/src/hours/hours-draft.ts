import type { BusinessHoursInput, ChannelHoursFragment } from '@prosa/dashboard/data-access';
import { isWhole, type WeekSpan } from '@prosa/dashboard/ui';
import { REPLY_VARIABLES, unknownVariables, type ReplyVariable } from '@prosa/shared/contracts';

/** What the form edits; an empty zone is the workspace's. */
export interface HoursDraft {
  readonly spans: readonly WeekSpan[];
  readonly timeZone: string;
  readonly awayMessage: string;
}

/** Nobody of the team writes it. */
export const AWAY_VARIABLES: readonly ReplyVariable[] = REPLY_VARIABLES.filter((name) => !name.startsWith('member.'));

export const draftOf = ({ hours, timeZone, awayMessage }: ChannelHoursFragment['businessHours']): HoursDraft => ({
  spans: hours.map(({ weekday, from, to }) => ({ weekday, from, to })),
  timeZone: timeZone ?? '',
  awayMessage: awayMessage ?? '',
});

export const sameDraft = (a: HoursDraft, b: HoursDraft): boolean => JSON.stringify(a) === JSON.stringify(b);

export const inputOf = ({ spans, timeZone, awayMessage }: HoursDraft): BusinessHoursInput => ({
  hours: spans.map(({ weekday, from, to }) => ({ weekday, from, to })),
  timeZone: timeZone || null,
  awayMessage: awayMessage.trim() || null,
});

/** Why it cannot be saved, or what it would not do: a key of `channels.hours.notice`. Null: all is well. */
export function noticeOf({ spans, awayMessage }: HoursDraft): 'times' | 'variable' | 'noHours' | 'noWords' | null {
  if (!spans.every(isWhole)) return 'times';
  if (unknownIn(awayMessage) !== null) return 'variable';
  if (awayMessage.trim() && spans.length === 0) return 'noHours';
  return spans.length > 0 && !awayMessage.trim() ? 'noWords' : null;
}

export function unknownIn(text: string): string | null {
  return unknownVariables(text)[0] ?? /\{\{\s*(member\.\w+)/.exec(text)?.[1] ?? null;
}
