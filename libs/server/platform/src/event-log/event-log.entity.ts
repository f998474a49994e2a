import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../database/columns';

/** Written by `appendEvents` and read by `readEvents`, in plain SQL: these schemas are for the drift check. */
export const EventLogSchema = defineEntity({
  name: 'EventLogRow',
  tableName: 'event_log',
  properties: {
    tenantId: p.uuid().primary(),
    seq: p.bigint('number').primary(),
    type: p.string().length(40),
    nodeType: p.string().length(40).nullable(),
    nodeId: p.uuid().nullable(),
    version: p.integer().nullable(),
    actor: p.string().length(60).nullable(),
    changes: p.text().nullable(),
    audience: p.text(),
    conversationId: p.uuid().nullable(),
    at: instant(),
  },
});
export const EventHeadSchema = defineEntity({
  name: 'EventHead',
  tableName: 'event_head',
  properties: { tenantId: p.uuid().primary(), seq: p.bigint('number') },
});
