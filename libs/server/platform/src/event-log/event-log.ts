import type { Database } from '../database/database';
import type { Audience } from './append-events';
import type { EventType } from './event-types';

/** One row of the log. `seq` counts from 1 within the tenant; its order is the order of commits. */
export interface LogEvent {
  tenantId: string;
  seq: number;
  type: EventType;
  nodeType: string | null;
  nodeId: string | null;
  version: number | null;
  /** `Member:<id>` or `Agent:<id>`. */
  actor: string | null;
  changes: Record<string, [unknown, unknown]> | null;
  audience: Audience;
  conversationId: string | null;
  at: Date;
}

interface EventRow {
  seq: number | string;
  type: EventType;
  node_type: string | null;
  node_id: string | null;
  version: number | null;
  actor: string | null;
  changes: string | null;
  audience: string;
  conversation_id: string | null;
  at: number | string;
}

/** The events after `after`, oldest first. */
export async function readEvents(db: Database, tenantId: string, after: number, limit: number): Promise<LogEvent[]> {
  const rows = await db.read<EventRow>(
    `select seq, type, node_type, node_id, version, actor, changes, audience, conversation_id, at
       from event_log where tenant_id = ? and seq > ? order by seq limit ?`,
    [tenantId, after, limit],
  );
  return rows.map((row) => ({
    tenantId,
    seq: Number(row.seq),
    type: row.type,
    nodeType: row.node_type,
    nodeId: row.node_id,
    version: row.version,
    actor: row.actor,
    changes: row.changes === null ? null : JSON.parse(row.changes),
    audience: JSON.parse(row.audience),
    conversationId: row.conversation_id,
    at: new Date(Number(row.at)),
  }));
}

/** The number of the newest event, 0 for a tenant without any. */
export async function headOf(db: Database, tenantId: string): Promise<number> {
  const [row] = await db.read<{ seq: number | string }>(`select seq from event_head where tenant_id = ?`, [tenantId]);
  return row ? Number(row.seq) : 0;
}

/** The oldest number still kept; the next one to come when none is. */
export async function oldestKept(db: Database, tenantId: string): Promise<number> {
  const [row] = await db.read<{ seq: number | string | null }>(`select min(seq) as seq from event_log where tenant_id = ?`, [tenantId]);
  return row?.seq == null ? (await headOf(db, tenantId)) + 1 : Number(row.seq);
}
