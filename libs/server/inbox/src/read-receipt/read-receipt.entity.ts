import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantFilter } from '@prosa/server/platform';

/** A message that was read here and shall be read on the phone, too: there until the phone was told, or that was given up. */
export const ReadReceiptSchema = defineEntity({
  name: 'ReadReceipt',
  tableName: 'read_receipt',
  filters: tenantFilter,
  indexes: [
    { name: 'read_receipt_conversation_index', properties: ['tenantId', 'conversationId'] },
    { name: 'read_receipt_due_index', properties: ['dueAt'] },
  ],
  properties: {
    messageId: p.uuid().primary(),
    tenantId: p.uuid(),
    conversationId: p.uuid(),
    dueAt: instant(),
    attempts: p.integer().default(0),
  },
});
export class ReadReceipt extends ReadReceiptSchema.class {}
ReadReceiptSchema.setClass(ReadReceipt);
