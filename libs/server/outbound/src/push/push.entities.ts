import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

/** By what push services know this installation. One pair, made at the first start: another one would make every subscription void. */
export const VapidKeySchema = defineEntity({
  name: 'VapidKey',
  tableName: 'vapid_key',
  properties: {
    id: p.string().length(20).primary(),
    publicKey: p.string().length(120),
    privateKeySealed: p.text(),
    createdAt: instant(),
  },
});

/** A browser that may be pushed to. Whoever knows its endpoint and keys can do so: both are sealed. It lives as long as its session. */
export const PushSubscriptionSchema = defineEntity({
  name: 'PushSubscription',
  tableName: 'push_subscription',
  filters: tenantFilter,
  uniques: [{ name: 'push_subscription_endpoint_unique', properties: ['tenantId', 'endpointHash'] }],
  indexes: [{ name: 'push_subscription_member_index', properties: ['tenantId', 'memberId'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    memberId: p.uuid(),
    sessionId: p.uuid(),
    endpointHash: p.string().length(64),
    /** `BrowserKeys` as JSON. */
    sealed: p.text(),
    createdAt: instant(),
  },
});
export class PushSubscription extends PushSubscriptionSchema.class {}
PushSubscriptionSchema.setClass(PushSubscription);

/** One notification to be pushed to one browser; gone when it was, or need not be. */
export const PushDeliverySchema = defineEntity({
  name: 'PushDelivery',
  tableName: 'push_delivery',
  filters: tenantFilter,
  uniques: [{ name: 'push_delivery_unique', properties: ['tenantId', 'subscriptionId', 'notificationId'] }],
  indexes: [{ name: 'push_delivery_due_index', properties: ['dueAt'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    subscriptionId: p.uuid(),
    /** null: to see whether it arrives. */
    notificationId: p.uuid().nullable(),
    dueAt: instant(),
    attempts: p.integer(),
  },
});
export class PushDelivery extends PushDeliverySchema.class {}
PushDeliverySchema.setClass(PushDelivery);

export const pushEntities = [VapidKeySchema, PushSubscription, PushDelivery];
