import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

export const SAVED_VIEW_LISTS = ['CONVERSATIONS', 'CONTACTS', 'ACCOUNTS', 'LEADS', 'OPPORTUNITIES'] as const;
export type SavedViewList = (typeof SAVED_VIEW_LISTS)[number];

/** A way to look at a list that a member keeps: its filter and order, as the screen that made it writes them. */
export const SavedViewSchema = defineEntity({
  name: 'SavedView',
  tableName: 'saved_view',
  filters: tenantFilter,
  indexes: [{ name: 'saved_view_list_index', properties: ['tenantId', 'list', 'name'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    memberId: p.uuid(),
    list: p.string().length(16).$type<SavedViewList>(),
    name: p.string().length(60),
    state: p.json<unknown>(),
    /** Everybody has it; else only whoever made it. */
    shared: p.boolean(),
    createdAt: instant(),
  },
});
export class SavedView extends SavedViewSchema.class {}
SavedViewSchema.setClass(SavedView);
