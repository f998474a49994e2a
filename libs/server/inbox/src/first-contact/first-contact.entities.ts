import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantFilter } from '@prosa/server/platform';

/** Somebody who never wrote, whom a channel approached on a day of the tenant's: looked up or written to, counted once. */
export const FirstContactSchema = defineEntity({
  name: 'FirstContact',
  tableName: 'first_contact',
  filters: tenantFilter,
  properties: {
    tenantId: p.uuid().primary(),
    channelId: p.uuid().primary(),
    /** YYYY-MM-DD by the tenant's clock. */
    day: p.string().length(10).primary(),
    /** The canonical identity: a phone number, or a lid where no number is known. */
    value: p.string().length(120).primary(),
    /** Null: only looked up. */
    conversationId: p.uuid().nullable(),
    at: instant(),
  },
});
export class FirstContact extends FirstContactSchema.class {}
FirstContactSchema.setClass(FirstContact);

/** How many that were on a day: one row to count in, so that two at once cannot both take the last place. */
export const FirstContactDaySchema = defineEntity({
  name: 'FirstContactDay',
  tableName: 'first_contact_day',
  filters: tenantFilter,
  properties: {
    tenantId: p.uuid().primary(),
    channelId: p.uuid().primary(),
    day: p.string().length(10).primary(),
    used: p.integer(),
  },
});
export class FirstContactDay extends FirstContactDaySchema.class {}
FirstContactDaySchema.setClass(FirstContactDay);

/** What WhatsApp said of a number, so that it is not asked twice. */
export const NumberCheckSchema = defineEntity({
  name: 'NumberCheck',
  tableName: 'number_check',
  filters: tenantFilter,
  properties: {
    tenantId: p.uuid().primary(),
    /** Canonical E.164. */
    phone: p.string().length(20).primary(),
    found: p.boolean(),
    jid: p.string().length(120).nullable(),
    lid: p.string().length(120).nullable(),
    checkedAt: instant(),
  },
});
export class NumberCheck extends NumberCheckSchema.class {}
NumberCheckSchema.setClass(NumberCheck);
