import type { IconName } from '@prosa/dashboard/ui';
import type { LabelColour } from '../labels/label';

/** A line of a picker. */
export interface PickOption {
  readonly key: string;
  readonly words: string;
  readonly detail?: string | null;
  readonly icon?: IconName;
  /** Shown with the initials of its words. */
  readonly avatar?: boolean;
  readonly colour?: LabelColour;
  /** `some`: of several conversations not all have it. */
  readonly chosen?: boolean | 'some';
  readonly disabled?: boolean;
  /** Whatever is searched for. */
  readonly always?: boolean;
  /** Words above the first of a group. */
  readonly group?: string;
}
