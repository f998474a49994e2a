import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Actor, TenantContext } from '../context/context';
import type { Scope } from '../context/sight';
import type { EventType } from './event-types';

/**
 * Who may learn of an event. `tenant`: any member. `operations`: those with `operations:read`. `member`: that one alone.
 * `rows`: whoever sees one of these scopes; a move names the scope before and after, so that who loses sight is told once.
 */
export type Audience = { kind: 'tenant' } | { kind: 'operations' } | { kind: 'member'; memberId: string } | { kind: 'rows'; scopes: Scope[] };

export interface NewEvent {
  type: EventType;
  /** GraphQL type name and row id of what changed. */
  node: { type: string; id: string } | null;
  version?: number;
  /** {field: [before, after]}; never secrets, never message text. */
  changes?: Record<string, [unknown, unknown]>;
  audience: Audience;
  /** Lets a subscription to one conversation skip the others without loading them. */
  conversationId?: string;
  actor?: Actor;
}

const actorNode = (actor: Actor): string | null =>
  actor.kind === 'member' ? `Member:${actor.memberId}` : actor.kind === 'agent' ? `Agent:${actor.agentId}` : null;

/** Takes the next numbers of the tenant's log and writes the rows: the last statements before the commit. Returns the new head. */
export async function appendEvents(ctx: TenantContext, em: SqlEntityManager, events: readonly NewEvent[]): Promise<number> {
  const [{ seq }] = (await em.execute(
    `insert into event_head (tenant_id, seq) values (?, ?) on conflict (tenant_id) do update set seq = event_head.seq + ? returning seq`,
    [ctx.tenantId, events.length, events.length],
    'all',
  )) as [{ seq: number | string }];
  const head = Number(seq);
  const at = ctx.platform.clock.now().getTime();
  const params: unknown[] = [];
  events.forEach((event, i) => {
    params.push(
      ctx.tenantId,
      head - events.length + 1 + i,
      event.type,
      event.node?.type ?? null,
      event.node?.id ?? null,
      event.version ?? null,
      actorNode(event.actor ?? ctx.actor),
      event.changes ? JSON.stringify(event.changes) : null,
      JSON.stringify(event.audience),
      event.conversationId ?? null,
      at,
    );
  });
  const row = `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  await em.execute(
    `insert into event_log (tenant_id, seq, type, node_type, node_id, version, actor, changes, audience, conversation_id, at) values ${events.map(() => row).join(', ')}`,
    params,
    'run',
  );
  return head;
}
