import type { TenantContext } from '@prosa/server/platform';
import { sightSql } from '@prosa/server/platform';
import type {
  AuthorKind,
  Direction,
  MessageDetail,
  MessageKind,
  MessageStatus,
  StoredReaction,
} from '../inbox.entities';

/** A message as it is read. */
export interface MessageRow {
  id: string;
  tenantId: string;
  conversationId: string;
  channelId: string;
  direction: Direction;
  kind: MessageKind;
  status: MessageStatus;
  text: string | null;
  authorKind: AuthorKind;
  authorId: string | null;
  providerId: string | null;
  sortKey: string;
  sentAt: Date;
  deliveredAt: Date | null;
  readAt: Date | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** While it waits for its first try: not before. */
  sendAfter: Date | null;
  failure: { code: string; message: string; retryable: boolean } | null;
  replyToProviderId: string | null;
  detail: MessageDetail;
  /** The oldest first. */
  reactions: StoredReaction[];
}
type Raw = Record<string, string | number | boolean | null>;

const COLUMNS = `m.id, m.tenant_id, m.conversation_id, m.channel_id, m.direction, m.kind, m.status, m.text, m.author_kind, m.author_id, m.provider_id,
  m.sort_key, m.sent_at, m.delivered_at, m.read_at, m.edited_at, m.deleted_at, m.send_after, m.send_attempts, m.failure_code, m.failure_message, m.failure_retryable, m.reply_to_provider_id, m.detail`;

const date = (value: Raw[string] | undefined) => (value == null ? null : new Date(Number(value)));

const NOTHING: MessageDetail = Object.freeze({});
/** PostgreSQL parses JSON, SQLite gives its text; most messages have none. */
const detailIn = (detail: Raw[string] | object | undefined): MessageDetail =>
  typeof detail === 'string' ? JSON.parse(detail) : ((detail ?? NOTHING) as MessageDetail);
const inOrder = (reactions: StoredReaction[] | undefined): StoredReaction[] =>
  reactions ? [...reactions].sort((a, b) => a.at - b.at) : [];

function fromRaw(raw: Raw): MessageRow {
  const code = raw['failure_code'] as string | null;
  const detail = detailIn(raw['detail']);
  return {
    id: raw['id'] as string,
    tenantId: raw['tenant_id'] as string,
    conversationId: raw['conversation_id'] as string,
    channelId: raw['channel_id'] as string,
    direction: raw['direction'] as Direction,
    kind: raw['kind'] as MessageKind,
    status: raw['status'] as MessageStatus,
    text: raw['text'] as string | null,
    authorKind: raw['author_kind'] as AuthorKind,
    authorId: raw['author_id'] as string | null,
    providerId: raw['provider_id'] as string | null,
    sortKey: raw['sort_key'] as string,
    sentAt: new Date(Number(raw['sent_at'])),
    deliveredAt: date(raw['delivered_at']),
    readAt: date(raw['read_at']),
    editedAt: date(raw['edited_at']),
    deletedAt: date(raw['deleted_at']),
    sendAfter: raw['status'] === 'QUEUED' && raw['send_attempts'] === 0 ? date(raw['send_after']) : null,
    failure:
      code === null
        ? null
        : {
            code,
            message: (raw['failure_message'] as string | null) ?? '',
            retryable: Boolean(raw['failure_retryable']),
          },
    replyToProviderId: raw['reply_to_provider_id'] as string | null,
    detail,
    reactions: inOrder(detail.reactions),
  };
}

/** Those of these messages whose conversation the caller sees. One statement; the order is not that of the ids. */
export async function readMessages(ctx: TenantContext, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  const [inSight, params] = sightSql(ctx.sight, 'c');
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from message m join conversation c on c.id = m.conversation_id and c.tenant_id = m.tenant_id
      where m.tenant_id = ? and m.id in (${ids.map(() => '?').join(', ')}) and ${inSight}`,
    [ctx.tenantId, ...ids, ...params],
  );
  return rows.map(fromRaw);
}

/** Messages of these channels by the provider's ids. Only for what a message in sight quotes: nothing else checks sight here. */
export async function readByProviderId(
  ctx: TenantContext,
  keys: readonly { channelId: string; providerId: string }[],
): Promise<MessageRow[]> {
  if (keys.length === 0) return [];
  const rows = await ctx.platform.db.read<Raw>(
    `select ${COLUMNS} from message m where m.tenant_id = ? and (${keys.map(() => '(m.channel_id = ? and m.provider_id = ?)').join(' or ')})`,
    [ctx.tenantId, ...keys.flatMap(({ channelId, providerId }) => [channelId, providerId])],
  );
  return rows.map(fromRaw);
}

export interface TimelinePage {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  /** Id of a message to centre on. */
  around?: string | null;
}
export interface Timeline {
  /** Newest first. */
  rows: MessageRow[];
  /** Older ones follow. */
  hasNextPage: boolean;
  /** Newer ones precede. */
  hasPreviousPage: boolean;
}

const DEFAULT_PAGE = 30;
const LARGEST_PAGE = 100;
const size = (wanted: number | null | undefined) => Math.min(LARGEST_PAGE, Math.max(1, wanted ?? DEFAULT_PAGE));

/**
 * A page of a thread by sort key; its cost does not grow with depth. `first`/`after` go to the past, `last`/`before` to the
 * present, `around` takes half a page on each side. The caller has made sure that the conversation is in sight.
 */
export async function readTimeline(ctx: TenantContext, conversationId: string, page: TimelinePage): Promise<Timeline> {
  const read = (condition: string, key: string[], order: 'asc' | 'desc', limit: number) =>
    ctx.platform.db
      .read<Raw>(
        `select ${COLUMNS} from message m where m.tenant_id = ? and m.conversation_id = ?${condition} order by m.sort_key ${order} limit ?`,
        [ctx.tenantId, conversationId, ...key, limit],
      )
      .then((rows) => rows.map(fromRaw));
  if (page.around) return readAround(ctx, conversationId, page, read);
  if (page.before || page.last) {
    const limit = size(page.last);
    // Without a cursor the last ones are the oldest of all.
    const rows = await read(
      page.before ? ' and m.sort_key > ?' : '',
      page.before ? [page.before] : [],
      'asc',
      limit + 1,
    );
    return {
      rows: rows.slice(0, limit).reverse(),
      hasPreviousPage: rows.length > limit,
      hasNextPage: Boolean(page.before),
    };
  }
  const limit = size(page.first);
  const rows = await read(page.after ? ' and m.sort_key < ?' : '', page.after ? [page.after] : [], 'desc', limit + 1);
  return { rows: rows.slice(0, limit), hasNextPage: rows.length > limit, hasPreviousPage: Boolean(page.after) };
}

async function readAround(
  ctx: TenantContext,
  conversationId: string,
  page: TimelinePage,
  read: (condition: string, key: string[], order: 'asc' | 'desc', limit: number) => Promise<MessageRow[]>,
): Promise<Timeline> {
  const [centre] = await ctx.platform.db.read<{ sort_key: string }>(
    `select sort_key from message where tenant_id = ? and id = ? and conversation_id = ?`,
    [ctx.tenantId, page.around, conversationId],
  );
  if (!centre) return { rows: [], hasNextPage: false, hasPreviousPage: false };
  const half = Math.ceil(size(page.first ?? page.last) / 2);
  const [newer, older] = await Promise.all([
    read(' and m.sort_key > ?', [centre.sort_key], 'asc', half + 1),
    read(' and m.sort_key <= ?', [centre.sort_key], 'desc', half + 1),
  ]);
  return {
    rows: [...newer.slice(0, half).reverse(), ...older.slice(0, half)],
    hasPreviousPage: newer.length > half,
    hasNextPage: older.length > half,
  };
}
