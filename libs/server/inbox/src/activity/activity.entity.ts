import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

export const ACTIVITY_KINDS = [
  'ASSIGNED',
  'UNASSIGNED',
  'TEAM_CHANGED',
  'TAKEN_OVER',
  'HANDED_OFF',
  'RETURNED_TO_AGENT',
  'SNOOZED',
  'WOKEN',
  'CLOSED',
  'REOPENED',
  'SET_PENDING',
  'LABELLED',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What the line of one kind says beside who and when. */
export interface ActivityDetail {
  memberId?: string | null;
  teamId?: string | null;
  reason?: string | null;
  until?: string | null;
  added?: string[];
  removed?: string[];
  note?: string;
}

/** What was done with a conversation, by whom and when: shown between its messages, never sent. */
export const ConversationActivitySchema = defineEntity({
  name: 'ConversationActivity',
  tableName: 'conversation_activity',
  filters: tenantFilter,
  indexes: [{ name: 'conversation_activity_line_index', properties: ['tenantId', 'conversationId', 'sortKey'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    conversationId: p.uuid(),
    kind: p.string().length(20).$type<ActivityKind>(),
    /** MEMBER, AGENT, or SYSTEM: the product by itself. */
    actorKind: p.string().length(8).$type<'MEMBER' | 'AGENT' | 'SYSTEM'>(),
    actorId: p.uuid().nullable(),
    detail: p.json<ActivityDetail>(),
    /** Its place among the messages. */
    sortKey: p.string().length(60),
    at: instant(),
  },
});
export class ConversationActivity extends ConversationActivitySchema.class {}
ConversationActivitySchema.setClass(ConversationActivity);
