import type { IconName } from '@prosa/dashboard/ui';

interface Place {
  readonly path: string;
  readonly icon: IconName;
  /** Who has it sees the place; without one, everybody. */
  readonly right?: string;
}

/** What can be set, in the order in which it is shown. */
export const PLACES: readonly Place[] = [
  { path: 'team', icon: 'users', right: 'member:read' },
  { path: 'teams', icon: 'inbox', right: 'member:read' },
  { path: 'roles', icon: 'checklist', right: 'member:read' },
  { path: 'api-keys', icon: 'key', right: 'apikey:create' },
  { path: 'profile', icon: 'user' },
  { path: 'sessions', icon: 'monitor' },
];
