import { viewersOf } from '@prosa/server/inbox';
import { permissionsOf, type LogEvent, type Role, type TenantContext, type Visibility } from '@prosa/server/platform';
import type { Facts, MessageFacts, Recipient } from './notification.rules';

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
const of = (events: readonly LogEvent[], idIn: (event: LogEvent) => string | null): string[] => [
  ...new Set(events.map(idIn).filter((id) => id !== null)),
];

/** All that the rules ask about these events: three reads, however many they are. */
export async function readFacts(ctx: TenantContext, events: readonly LogEvent[]): Promise<Facts> {
  const [recipients, conversations, messages] = await Promise.all([
    readRecipients(ctx),
    readConversations(
      ctx,
      of(events, ({ conversationId }) => conversationId),
    ),
    readMessages(
      ctx,
      of(events, ({ nodeType, nodeId }) => (nodeType === 'Message' ? nodeId : null)),
    ),
  ]);
  const viewers = viewersOf(ctx.platform.moments, ctx.tenantId);
  return {
    recipients,
    conversations,
    messages,
    isLooking: (memberId, conversationId) => viewers.has(`${memberId} ${conversationId}`),
  };
}

async function readRecipients({ platform: { db }, tenantId }: TenantContext): Promise<Recipient[]> {
  const [members, teams] = await Promise.all([
    db.read<{ id: string; role: Role; visibility: Visibility }>(
      `select id, role, visibility from member where tenant_id = ? and active`,
      [tenantId],
    ),
    db.read<{ member_id: string; team_id: string }>(`select member_id, team_id from team_member where tenant_id = ?`, [
      tenantId,
    ]),
  ]);
  return members.map(({ id, role, visibility }) => {
    const permissions = permissionsOf(role);
    const teamIds = teams.filter(({ member_id }) => member_id === id).map(({ team_id }) => team_id);
    return {
      memberId: id,
      sight: { visibility, memberId: id, teamIds },
      mayReply: permissions.has('inbox:reply'),
      managesChannels: permissions.has('channel:manage'),
    };
  });
}

async function readConversations(
  { platform: { db }, tenantId }: TenantContext,
  ids: readonly string[],
): Promise<Facts['conversations']> {
  if (ids.length === 0) return new Map();
  const rows = await db.read<Record<string, string | null>>(
    `select id, assignee_id, team_id, handler, handoff_reason, status from conversation where tenant_id = ? and id in (${marks(ids)})`,
    [tenantId, ...ids],
  );
  return new Map(
    rows.map((row) => [
      row['id'] as string,
      {
        assigneeId: row['assignee_id'] ?? null,
        teamId: row['team_id'] ?? null,
        handler: row['handler'] as string,
        handoffReason: row['handoff_reason'] ?? null,
        status: row['status'] as string,
      },
    ]),
  );
}

async function readMessages(
  { platform: { db }, tenantId }: TenantContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MessageFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await db.read<{
    id: string;
    direction: string;
    kind: string;
    read_at: number | string | null;
    deleted_at: number | string | null;
    detail: unknown;
  }>(
    `select id, direction, kind, read_at, deleted_at, detail from message where tenant_id = ? and id in (${marks(ids)})`,
    [tenantId, ...ids],
  );
  return new Map(
    rows.map(({ id, direction, kind, read_at, deleted_at, detail }) => [
      id,
      { direction, kind, unread: read_at === null && deleted_at === null, mentioned: mentionedIn(detail) },
    ]),
  );
}

/** PostgreSQL parses JSON, SQLite gives its text. */
function mentionedIn(detail: unknown): string[] {
  const parsed = (typeof detail === 'string' ? JSON.parse(detail) : detail) as { mentionedMembers?: string[] } | null;
  return parsed?.mentionedMembers ?? [];
}
