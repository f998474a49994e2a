import { loadRequired } from '@prosa/server/identity';
import { builder, nodeType, payload, payloadType, type TenantContext } from '@prosa/server/platform';
import type { NotificationKind, Ways } from './notification.entities';
import { readSettings, saveSettings, type Settings } from './settings';

const NotificationKindEnum = builder.enumType('NotificationKind', {
  values: {
    MESSAGE: { description: 'In a conversation of mine.' },
    NEW_CONVERSATION: { description: 'Somebody waits in a conversation of nobody, of my team or of all.' },
    ASSIGNED: { description: 'A conversation became mine.' },
    HANDOFF: { description: 'An agent asks for a person.' },
    MENTIONED: { description: 'I am named in a note.' },
    CHANNEL_LOST: { description: 'A number no longer works, for those who look after numbers.' },
  } satisfies Record<NotificationKind, object>,
});

const NotificationWays = builder.objectRef<{ kind: NotificationKind } & Ways>('NotificationWays').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: NotificationKindEnum }),
    inApp: t.exposeBoolean('inApp'),
    sound: t.exposeBoolean('sound'),
    push: t.exposeBoolean('push'),
  }),
});
export const NotificationSettingsRef = builder.objectRef<Settings>('NotificationSettings');
nodeType(NotificationSettingsRef, {
  right: 'member',
  load: async (tenant, ids) =>
    ids.includes(tenant.sight.memberId ?? '')
      ? new Map([[tenant.sight.memberId as string, await readSettings(tenant)]])
      : new Map(),
  description: "In which ways the caller is told of what, on all of the caller's devices.",
  fields: (t) => ({
    kinds: t.field({ type: [NotificationWays], resolve: ({ kinds }) => kinds }),
    hideText: t.exposeBoolean('hideText', { description: 'Push says that there is something, not who wrote what.' }),
  }),
});

builder.queryField('notificationSettings', (t) =>
  t.field({
    type: NotificationSettingsRef,
    authScopes: { person: true },
    resolve: (_root, _args, ctx) =>
      loadRequired<Settings>(ctx, 'NotificationSettings', ctx.tenant?.sight.memberId as string),
  }),
);

const NotificationWaysInput = builder.inputType('NotificationWaysInput', {
  fields: (t) => ({
    kind: t.field({ type: NotificationKindEnum, required: true }),
    inApp: t.boolean(),
    sound: t.boolean(),
    push: t.boolean(),
  }),
});
const SaveNotificationSettingsInput = builder.inputType('SaveNotificationSettingsInput', {
  description: 'What is absent stays as it is.',
  fields: (t) => ({ kinds: t.field({ type: [NotificationWaysInput] }), hideText: t.boolean() }),
});
export const NotificationSettingsPayload = payloadType<Settings>(
  'NotificationSettingsPayload',
  'settings',
  NotificationSettingsRef as never,
);

builder.mutationField('saveNotificationSettings', (t) =>
  t.field({
    type: NotificationSettingsPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: SaveNotificationSettingsInput, required: true }) },
    resolve: (_root, { input }, { tenant }) => payload(() => saveSettings(tenant as TenantContext, input)),
  }),
);
