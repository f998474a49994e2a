import type { ChannelState } from '@prosa/dashboard/data-access';

export interface HistoryEntry {
  readonly cursor: string;
  readonly node: {
    readonly state: ChannelState;
    readonly since: string;
    readonly reason?: string | null;
    readonly evidence?: string | null;
  };
}

/** A state that a number was in, and for how long; or something that was put right while it was in it. */
export interface Happening {
  readonly id: string;
  readonly kind: 'state' | 'note';
  readonly state: ChannelState;
  readonly since: string;
  readonly reason: string | null;
  readonly evidence: string | null;
  /** Null while it lasts, and for what takes no time. */
  readonly lasted: number | null;
}

const NOTE = /^(caught up|repaired): /;

/** The server's entries, newest first, as happenings: each state lasted until the next one. */
export function timelineOf(entries: readonly HistoryEntry[]): Happening[] {
  let until: number | null = null;
  return entries.map(({ cursor, node }) => {
    const kind = NOTE.test(node.evidence ?? '') ? 'note' : 'state';
    const since = Date.parse(node.since);
    const lasted = kind === 'note' || until === null ? null : Math.max(0, until - since);
    if (kind === 'state') until = since;
    const { state, reason = null, evidence = null } = node;
    return { id: cursor, kind, state, since: node.since, reason, evidence, lasted };
  });
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** In its two largest units: "1 hr 5 min". */
export function durationText(milliseconds: number, language: string): string {
  const rounded = Math.max(1_000, Math.round(milliseconds / 1_000) * 1_000);
  const first = UNITS.findIndex(([, size]) => rounded >= size);
  let rest = rounded;
  const parts = UNITS.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return { unit, count };
  });
  return parts
    .filter(({ count }, index) => index === 0 || count > 0)
    .map(({ unit, count }) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    .join(' ');
}
