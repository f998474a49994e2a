import { requireTimeZone } from '@prosa/server/identity';
import { UserProblem } from '@prosa/server/platform';
import { unknownVariables } from '@prosa/shared/contracts';
import type { Channel } from '../channels.entities';
import type { OperatingHours } from './operating-hours';

/** When people answer on a channel, and what it says at other times. */
export interface BusinessHours {
  hours: OperatingHours[];
  /** Null: the tenant's. */
  timeZone: string | null;
  awayMessage: string | null;
}
/** What is left out stays, null clears. */
export type HoursChange = { [K in keyof BusinessHours]?: BusinessHours[K] | null };

const LONGEST_TEXT = 4_000;
const MOST_SPANS = 50;

/** Throws UserProblem. */
export function setBusinessHours(channel: Channel, { hours, timeZone, awayMessage }: HoursChange): void {
  if (hours) requireHours(hours, ['businessHours', 'hours']);
  if (hours !== undefined) channel.operatingHours = hours?.length ? hours : null;
  if (timeZone !== undefined)
    channel.timeZone = timeZone === null ? null : requireTimeZone(timeZone, ['businessHours', 'timeZone']);
  if (awayMessage !== undefined) channel.awayMessage = awayMessage === null ? null : textOf(awayMessage);
}

/** Throws UserProblem INVALID when they are no hours of a week. */
export function requireHours(hours: readonly OperatingHours[], path: string[]): void {
  if (hours.some(({ weekday }) => !Number.isInteger(weekday) || weekday < 0 || weekday > 6))
    throw new UserProblem('INVALID', 'A weekday is a number from 0 (Sunday) to 6.', path);
  if (hours.length > MOST_SPANS) throw new UserProblem('TOO_MANY', `At most ${MOST_SPANS} spans.`, path);
}

function textOf(message: string): string | null {
  const text = message.trim().toWellFormed().replaceAll('\0', '');
  const path = ['businessHours', 'awayMessage'];
  if (text.length > LONGEST_TEXT) throw new UserProblem('TOO_LONG', `At most ${LONGEST_TEXT} characters.`, path);
  const unknown = unknownVariables(text)[0] ?? /\{\{\s*(member\.\w+)/.exec(text)?.[1];
  // Nobody of the team writes it.
  if (unknown !== undefined)
    throw new UserProblem('UNKNOWN_VARIABLE', `There is no variable {{${unknown}}} here.`, path);
  return text || null;
}
