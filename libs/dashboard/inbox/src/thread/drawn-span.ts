/** The rows that are in the page: by their keys, because their numbers change as others load before them. */
export interface DrawnSpan {
  readonly from: string | null;
  /** Null: to the newest, and on with what comes. */
  readonly to: string | null;
}

/** Enough to fill a tall screen. */
export const FIRST_DRAWN = 30;
/** As many rows as are made in one frame. */
export const STEP = 8;

export const NEWEST: DrawnSpan = { from: null, to: null };

export interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** Where the span lies in the rows as they are now. A key that is gone counts as that end of the rows. */
export function boundsOf(span: DrawnSpan, indexOf: ReadonlyMap<string, number>, count: number): Bounds {
  const to = span.to === null ? undefined : indexOf.get(span.to);
  const from = span.from === null ? undefined : indexOf.get(span.from);
  const end =
    to === undefined ? (from === undefined || span.to === null ? count : Math.min(count, from + FIRST_DRAWN)) : to + 1;
  return { start: from === undefined || from >= end ? Math.max(0, end - FIRST_DRAWN) : from, end };
}

export interface Sight {
  /** Pixels of drawn rows above and below what is in sight. */
  readonly above: number;
  readonly below: number;
  readonly height: number;
  /** Rows at an end that are further away than is kept drawn. */
  readonly farAbove: number;
  readonly farBelow: number;
}

/** Rows are drawn a screen and a half ahead on both sides. */
export const AHEAD = 1.5;
/** And taken out when they are further away than this. */
export const BEHIND = 3;

/** The next step of the span towards what should be drawn; the same bounds when it is as it should be. */
export function nextBounds({ start, end }: Bounds, count: number, sight: Sight): Bounds {
  const ahead = sight.height * AHEAD;
  const spare = Math.max(0, end - start - STEP);
  const above = Math.min(sight.farAbove, spare);
  const below = Math.min(sight.farBelow, spare - above);
  return {
    start: sight.above < ahead ? Math.max(0, start - STEP) : start + above,
    end: sight.below < ahead ? Math.min(count, end + STEP) : end - below,
  };
}
