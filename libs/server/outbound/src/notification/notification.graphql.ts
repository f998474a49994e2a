import { ConversationRef } from '@prosa/server/inbox';
import {
  builder,
  connectionType,
  decodeKeyset,
  eventType,
  forwardPage,
  liveSource,
  loadNode,
  nodeType,
  NotFound,
  pageComplexity,
  pageSize,
  payload,
  tryRowId,
  UserErrorType,
  type EventPosition,
  type GraphqlContext,
  type LogEvent,
  type Payload,
  type TenantContext,
} from '@prosa/server/platform';
import { linkOf } from './notification-link';
import { markNotificationsRead } from './mark-read';
import { countUnread, listNotifications, readNotifications, type NotificationRow } from './notification.read';
import { bodyOf } from './words';

const NotificationRef = builder.objectRef<NotificationRow>('Notification');
nodeType(NotificationRef, {
  right: 'member',
  description:
    'What the caller is told of, and nobody else. While it is unread, what else happens there is told by the same one.',
  load: async (tenant, ids) => new Map((await readNotifications(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    kind: t.string({
      description: 'MESSAGE, NEW_CONVERSATION, ASSIGNED, HANDOFF, MENTIONED or CHANNEL_LOST.',
      resolve: ({ kind }) => kind,
    }),
    title: t.string({ description: 'Whom or what it is about.', resolve: ({ name }) => name }),
    body: t.string({
      nullable: true,
      description: "The message's words, or what happened, in the caller's language.",
      resolve: (row, _args, { tenant }) => bodyOf(row, (tenant as TenantContext).locale),
    }),
    link: t.string({
      nullable: true,
      description: 'A path of the dashboard.',
      resolve: (row) => linkOf(row),
    }),
    count: t.exposeInt('count', { description: 'How many messages it tells of; 1 for what is no message.' }),
    conversation: t.field({
      type: ConversationRef,
      nullable: true,
      resolve: ({ topic, subjectId }, _args, ctx) =>
        topic === 'CHANNEL' ? null : loadNode<never>(ctx, 'Conversation', subjectId),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the newest of what it tells happened.',
      resolve: ({ toldAt }) => toldAt,
    }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true }),
  }),
});

const NotificationConnection = connectionType<NotificationRow>('Notification', NotificationRef);
builder.objectField(NotificationConnection, 'unreadCount', (t) =>
  t.int({ resolve: (_connection, _args, { tenant }) => countUnread(tenant as TenantContext) }),
);

builder.queryField('notifications', (t) =>
  t.field({
    type: NotificationConnection,
    description: "The caller's own, the newest first.",
    complexity: pageComplexity,
    authScopes: { person: true },
    args: { unreadOnly: t.arg.boolean(), first: t.arg.int(), after: t.arg.string() },
    resolve: async (_root, { unreadOnly, first, after }, { tenant }) => {
      const size = pageSize(first);
      const key = decodeKeyset(after, 2);
      const rows = await listNotifications(tenant as TenantContext, {
        unreadOnly: unreadOnly ?? false,
        limit: size + 1,
        after: key ? [Number(key[0]), String(key[1])] : null,
      });
      return forwardPage(rows, size, ({ toldAt, id }) => [toldAt.getTime(), id], key !== null);
    },
  }),
);

const IdsInput = builder.inputType('IdsInput', { fields: (t) => ({ ids: t.idList({ required: true }) }) });
const NotificationsPayload = builder.objectRef<Payload<NotificationRow[]>>('NotificationsPayload').implement({
  fields: (t) => ({
    notifications: t.field({ type: [NotificationRef], resolve: ({ value }) => value ?? [] }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});

builder.mutationField('markNotificationsRead', (t) =>
  t.field({
    type: NotificationsPayload,
    description:
      'Takes ids of notifications, and of conversations for all that is told of them. Answers those that were unread.',
    authScopes: { person: true },
    args: { input: t.arg({ type: IdsInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const tenant = ctx.tenant as TenantContext;
        const of = (type: string) => input.ids.flatMap((id) => tryRowId(type, String(id)) ?? []);
        const [ids, conversationIds] = [of('Notification'), of('Conversation')];
        if (ids.length + conversationIds.length < input.ids.length) throw new NotFound('Notification');
        const read = await markNotificationsRead(tenant, { ids, conversationIds });
        return readNotifications(tenant, read);
      }),
  }),
);

const NotificationEvent = eventType('Notification', 'notification', NotificationRef);
const TOLD: ReadonlySet<string> = new Set(['NOTIFICATION_CREATED', 'NOTIFICATION_CHANGED']);

builder.subscriptionField('notificationReceived', (t) =>
  t.field({
    type: NotificationEvent,
    description:
      'What the caller is told of: NOTIFICATION_CREATED with each that has something new to tell, NOTIFICATION_CHANGED when one was read, also on another device.',
    authScopes: { person: true },
    args: { after: t.arg({ type: 'EventCursor' }) },
    subscribe: ((_root: unknown, { after }: { after?: EventPosition | null }, ctx: GraphqlContext) =>
      liveSource(ctx.tenant as TenantContext, {
        after: after ?? null,
        match: ({ type }) => TOLD.has(type),
      })) as never,
    resolve: (event) => event as unknown as LogEvent,
  }),
);
