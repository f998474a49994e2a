const LONGEST = 40;

/** Labels are compared as they are written: spaces and capitals must not make two of one. */
export const cleanLabel = (typed: string): string =>
  typed.trim().replace(/\s+/g, ' ').toLocaleLowerCase().slice(0, LONGEST).trimEnd();
