import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

export const LABEL_COLOURS = ['GREY', 'RED', 'ORANGE', 'YELLOW', 'GREEN', 'TEAL', 'BLUE', 'VIOLET', 'PINK'] as const;
export type LabelColour = (typeof LABEL_COLOURS)[number];

/** A word that a tenant sorts its conversations by. */
export const LabelSchema = defineEntity({
  name: 'Label',
  tableName: 'label',
  filters: tenantFilter,
  uniques: [{ name: 'label_name_unique', properties: ['tenantId', 'name'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    name: p.string().length(40),
    colour: p.string().length(10).$type<LabelColour>(),
    createdAt: instant(),
  },
});
export class Label extends LabelSchema.class {}
LabelSchema.setClass(Label);

/**
 * Which conversations have a label, in the order of the list: `conversation.labels` says the same by name for whoever has the
 * conversation, this finds the conversations. Its time follows the conversation's (see the hook there).
 */
export const ConversationLabelSchema = defineEntity({
  name: 'ConversationLabel',
  tableName: 'conversation_label',
  filters: tenantFilter,
  indexes: [
    { name: 'conversation_label_index', properties: ['tenantId', 'labelId', 'lastActivityAt', 'conversationId'] },
  ],
  properties: {
    conversationId: p.uuid().primary(),
    labelId: p.uuid().primary(),
    tenantId: p.uuid(),
    lastActivityAt: instant(),
  },
});
export class ConversationLabel extends ConversationLabelSchema.class {}
ConversationLabelSchema.setClass(ConversationLabel);
