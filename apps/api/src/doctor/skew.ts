import { ok, problem, type Finding } from './finding';

const CHECK = 'clock';
/** WhatsApp dates messages by its own clock: further apart they stand in the wrong order, and second factors fail. */
const MOST_MS = 60_000;

/** How far our clock is from another's, who told the time between `asked` and `answered`; whole seconds, like HTTP's. */
export function skewOf(whose: string, told: string | number | null, asked: Date, answered: Date): Finding[] {
  const at = typeof told === 'number' ? told : Date.parse(told ?? '');
  if (Number.isNaN(at)) return [];
  const behind = at + 1_000 < asked.getTime() ? asked.getTime() - at : 0;
  const ahead = at > answered.getTime() ? at - answered.getTime() : 0;
  const apart = Math.max(behind, ahead);
  if (apart <= MOST_MS) return [ok(CHECK, `This machine and ${whose} agree on the time.`)];
  const how = `${Math.round(apart / 1_000)} seconds ${behind ? 'ahead of' : 'behind'} ${whose}'s`;
  return [problem(CHECK, `This machine's clock is ${how}: let both follow a time server (NTP).`)];
}
