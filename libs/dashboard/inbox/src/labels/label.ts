import type { LabelPartsFragment } from '@prosa/dashboard/data-access';

export type Label = LabelPartsFragment;
export type LabelColour = Label['colour'];

export const LABEL_COLOURS = [
  'GREY',
  'RED',
  'ORANGE',
  'YELLOW',
  'GREEN',
  'TEAL',
  'BLUE',
  'VIOLET',
  'PINK',
] as const satisfies readonly LabelColour[];

const LONGEST = 40;

/** As the server keeps it: without needless spaces, and never endless. */
export const labelName = (typed: string): string => typed.trim().replace(/\s+/g, ' ').slice(0, LONGEST).trimEnd();

/** The label of this name, capitals aside: two spellings are not to become two labels. */
export const sameLabel = (labels: readonly Label[], typed: string): Label | null => {
  const wanted = labelName(typed).toLocaleLowerCase();
  return labels.find(({ name }) => name.toLocaleLowerCase() === wanted) ?? null;
};
