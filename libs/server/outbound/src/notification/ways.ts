import {
  NOTIFICATION_KINDS,
  type NotificationKind,
  type NotificationSetting,
  type Ways,
} from './notification.entities';

/** Told in every way, until the member says otherwise. */
const ALL: Ways = { inApp: true, sound: true, push: true };

/** In which ways a member wants to be told of a kind. */
export const waysOf = (
  setting: Pick<NotificationSetting, 'ways'> | null | undefined,
  kind: NotificationKind,
): Ways => ({ ...ALL, ...setting?.ways[kind] });

export const everyWay = (setting: Pick<NotificationSetting, 'ways'> | null): ({ kind: NotificationKind } & Ways)[] =>
  NOTIFICATION_KINDS.map((kind) => ({ kind, ...waysOf(setting, kind) }));
