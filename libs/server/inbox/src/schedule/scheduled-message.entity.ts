import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

/** What a member wrote for a later time. It becomes a message when its time has come, or stays with the reason why not. */
export const ScheduledMessageSchema = defineEntity({
  name: 'ScheduledMessage',
  tableName: 'scheduled_message',
  filters: tenantFilter,
  uniques: [{ name: 'scheduled_message_client_key_unique', properties: ['tenantId', 'clientKey'] }],
  indexes: [
    { name: 'scheduled_message_conversation_index', properties: ['tenantId', 'conversationId', 'sendAt'] },
    { name: 'scheduled_message_due_index', properties: ['sendAt'], where: `"failure_code" is null` },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    conversationId: p.uuid(),
    /** In whose name it goes. */
    memberId: p.uuid(),
    text: p.text(),
    sendAt: instant(),
    /** Not to be sent once the contact has written. */
    cancelOnReply: p.boolean(),
    /** The newest inbound message when it was written: another one is a reply. */
    inboundKey: p.string().length(60).nullable(),
    /** Of the message that it becomes, too: it is sent once, whatever crashes. */
    clientKey: p.string().length(120),
    failureCode: p.string().length(40).nullable(),
    failureMessage: p.text().nullable(),
    createdAt: instant(),
  },
});
export class ScheduledMessage extends ScheduledMessageSchema.class {}
ScheduledMessageSchema.setClass(ScheduledMessage);
