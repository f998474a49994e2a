import { MemberRef, TeamRef } from '@prosa/server/identity';
import {
  builder,
  connectionType,
  decodeKeyset,
  forwardPage,
  loadNode,
  nodeType,
  pageComplexity,
  pageSize,
  type TenantContext,
} from '@prosa/server/platform';
import { ConversationRef, required } from '../conversation/conversation.graphql';
import type { ConversationRow } from '../conversation/conversation.read';
import { MessageAuthorRef } from '../message/message-author.graphql';
import { ACTIVITY_KINDS } from './activity.entity';
import { readActivities, readActivityOf, type ActivityRow } from './activity.read';

const ActivityKindEnum = builder.enumType('ConversationActivityKind', { values: ACTIVITY_KINDS });

export const ConversationActivityRef = builder.objectRef<ActivityRow>('ConversationActivity');
nodeType(ConversationActivityRef, {
  right: 'inbox:read',
  description: 'What was done with a conversation, by whom and when; never sent to the contact.',
  load: async (tenant, ids) => new Map((await readActivities(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    conversation: t.field({
      type: ConversationRef,
      resolve: (row, _args, ctx) => required<ConversationRow>(ctx, 'Conversation', row.conversationId),
    }),
    kind: t.expose('kind', { type: ActivityKindEnum }),
    at: t.expose('at', { type: 'DateTime' }),
    sortKey: t.exposeString('sortKey', { description: 'Its place among the messages.' }),
    actor: t.field({
      description: 'Null: the product by itself, or the contact by writing.',
      type: MessageAuthorRef,
      nullable: true,
      resolve: ({ actorKind, actorId }, _args, ctx) =>
        (actorKind === 'SYSTEM' ? null : loadNode(ctx, actorKind === 'MEMBER' ? 'Member' : 'Agent', actorId)) as never,
    }),
    member: t.field({
      description: 'Whom it was given to, or taken from.',
      type: MemberRef,
      nullable: true,
      resolve: ({ detail }, _args, ctx) => loadNode(ctx, 'Member', detail.memberId),
    }),
    team: t.field({
      description: 'Which team it was given to.',
      type: TeamRef,
      nullable: true,
      resolve: ({ detail }, _args, ctx) => loadNode(ctx, 'Team', detail.teamId),
    }),
    reason: t.string({
      description: 'As `Conversation.handoffReason`.',
      nullable: true,
      resolve: ({ detail }) => detail.reason ?? null,
    }),
    until: t.field({
      description: 'Of SNOOZED; null: until the contact writes.',
      type: 'DateTime',
      nullable: true,
      resolve: ({ detail }) => (detail.until ? new Date(detail.until) : null),
    }),
    labelsAdded: t.stringList({ resolve: ({ detail }) => detail.added ?? [] }),
    labelsRemoved: t.stringList({ resolve: ({ detail }) => detail.removed ?? [] }),
    note: t.string({
      description: 'What whoever did it has to say to the next one.',
      nullable: true,
      resolve: ({ detail }) => detail.note ?? null,
    }),
  }),
});

const ActivityConnection = connectionType<ActivityRow>('ConversationActivity', ConversationActivityRef);

builder.objectField(ConversationRef, 'activity', (t) =>
  t.field({
    description: 'What was done with it, newest first; `sortKey` tells the place among the messages.',
    type: ActivityConnection,
    complexity: pageComplexity,
    args: { first: t.arg.int(), after: t.arg.string() },
    resolve: async ({ id }, args, ctx) => {
      const size = pageSize(args.first);
      const [after] = decodeKeyset(args.after, 1) ?? [];
      const page = { limit: size + 1, after: after === undefined ? null : String(after) };
      const rows = await readActivityOf(ctx.tenant as TenantContext, id, page);
      return forwardPage(rows, size, (row) => [row.sortKey], page.after !== null);
    },
  }),
);
