import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

export const NOTIFICATION_KINDS = [
  'MESSAGE',
  'NEW_CONVERSATION',
  'ASSIGNED',
  'HANDOFF',
  'MENTIONED',
  'CHANNEL_LOST',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What shares one unread notification: all that a conversation has to tell, but for notes; and a channel's state. */
export type NotificationTopic = 'CONVERSATION' | 'NOTE' | 'CHANNEL';

/** What one member is told of. As long as it is unread, what else happens there is told by the same row. */
export const NotificationSchema = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  filters: tenantFilter,
  uniques: [
    {
      name: 'notification_unread_unique',
      properties: ['tenantId', 'memberId', 'topic', 'subjectId'],
      where: `"read_at" is null`,
    },
  ],
  indexes: [
    { name: 'notification_list_index', properties: ['tenantId', 'memberId', 'toldAt', 'id'] },
    { name: 'notification_subject_index', properties: ['tenantId', 'subjectId'], where: `"read_at" is null` },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    memberId: p.uuid(),
    kind: p.string().length(20).$type<NotificationKind>(),
    topic: p.string().length(12).$type<NotificationTopic>(),
    /** The conversation, or the channel. */
    subjectId: p.uuid(),
    /** The newest message that it tells of. */
    messageId: p.uuid().nullable(),
    /** How much it tells of. */
    count: p.integer(),
    /** The newest event that it tells of: none is told twice. */
    sourceSeq: p.bigint('number'),
    /** False: the member wants this kind in other ways only. */
    inApp: p.boolean(),
    toldAt: instant(),
    readAt: instant().nullable(),
  },
});
export class Notification extends NotificationSchema.class {}
NotificationSchema.setClass(Notification);

/** In which ways a member is told of one kind. */
export interface Ways {
  inApp: boolean;
  sound: boolean;
  push: boolean;
}

/** How a member wants to be told; who never said gets the defaults. */
export const NotificationSettingSchema = defineEntity({
  name: 'NotificationSetting',
  tableName: 'notification_setting',
  filters: tenantFilter,
  properties: {
    memberId: p.uuid().primary(),
    tenantId: p.uuid(),
    ways: p.json<Partial<Record<NotificationKind, Ways>>>(),
    /** Push tells that there is something, not who wrote what: others may see the screen. */
    hideText: p.boolean(),
    updatedAt: instant(),
  },
});
export class NotificationSetting extends NotificationSettingSchema.class {}
NotificationSettingSchema.setClass(NotificationSetting);

/** How far a tenant's log has been read for what is to be told. */
export const NotificationPositionSchema = defineEntity({
  name: 'NotificationPosition',
  tableName: 'notification_position',
  filters: tenantFilter,
  properties: { tenantId: p.uuid().primary(), seq: p.bigint('number') },
});
export class NotificationPosition extends NotificationPositionSchema.class {}
NotificationPositionSchema.setClass(NotificationPosition);

export const notificationEntities = [Notification, NotificationSetting, NotificationPosition];
