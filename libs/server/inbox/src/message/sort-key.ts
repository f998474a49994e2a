/** Orders a thread: the provider's time (milliseconds, zero-padded so that text compares as numbers), then arrival (ids are in the order of their making). */
export const sortKey = (at: Date, id: string): string => `${keyFrom(at)}-${id}`;

/** Sorts before every message of that moment and after all that are older. */
export const keyFrom = (at: Date): string => String(at.getTime()).padStart(15, '0');
