import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

/** A text that is written often, put into the composer by its shortcut. */
export const CannedReplySchema = defineEntity({
  name: 'CannedReply',
  tableName: 'canned_reply',
  filters: tenantFilter,
  uniques: [{ name: 'canned_reply_shortcut_unique', properties: ['tenantId', 'scope', 'shortcut'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    /** Who made it, and alone sees it unless it is shared. */
    memberId: p.uuid(),
    shared: p.boolean(),
    /** Where its shortcut is the only one: `shared`, or its member's id. */
    scope: p.string().length(36),
    shortcut: p.string().length(40),
    text: p.text(),
    createdAt: instant(),
  },
});
export class CannedReply extends CannedReplySchema.class {}
CannedReplySchema.setClass(CannedReply);
