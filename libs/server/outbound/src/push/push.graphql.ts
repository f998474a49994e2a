import { builder, payload, UserErrorType, type Payload, type TenantContext } from '@prosa/server/platform';
import { NotificationSettingsPayload, NotificationSettingsRef } from '../notification/settings.graphql';
import { readSettings } from '../notification/settings';
import { removePushSubscription, savePushSubscription, sendTestPush } from './push-subscriptions';
import { vapidKeys } from './vapid-keys';

builder.objectField(NotificationSettingsRef, 'pushKey', (t) =>
  t.string({
    description: 'The `applicationServerKey` with which a browser subscribes to Web Push.',
    resolve: async (_settings, _args, { platform }) => (await vapidKeys(platform)).publicKey,
  }),
);

const SavePushSubscriptionInput = builder.inputType('SavePushSubscriptionInput', {
  description: "A browser's `PushSubscription`.",
  fields: (t) => ({
    endpoint: t.field({ type: 'URL', required: true }),
    p256dh: t.string({ required: true }),
    auth: t.string({ required: true }),
  }),
});
const RemovePushSubscriptionInput = builder.inputType('RemovePushSubscriptionInput', {
  fields: (t) => ({ endpoint: t.field({ type: 'URL', required: true }) }),
});
const TestPushPayload = builder.objectRef<Payload<number>>('TestPushPayload').implement({
  fields: (t) => ({
    browsers: t.int({ description: 'To how many it is on its way.', resolve: ({ value }) => value ?? 0 }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});

builder.mutationFields((t) => ({
  savePushSubscription: t.field({
    description: 'This browser may be pushed to as long as this session lasts.',
    type: NotificationSettingsPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: SavePushSubscriptionInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const tenant = ctx.tenant as TenantContext;
        await savePushSubscription(tenant, { ...input, endpoint: String(input.endpoint) });
        return readSettings(tenant);
      }),
  }),
  removePushSubscription: t.field({
    type: NotificationSettingsPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: RemovePushSubscriptionInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const tenant = ctx.tenant as TenantContext;
        await removePushSubscription(tenant, String(input.endpoint));
        return readSettings(tenant);
      }),
  }),
  sendTestPush: t.field({
    description: 'To the browsers of this session.',
    type: TestPushPayload,
    authScopes: { person: true },
    resolve: (_root, _args, ctx) => payload(() => sendTestPush(ctx.tenant as TenantContext)),
  }),
}));
