import { EVENT_TYPES, type EventType } from '../event-log/event-types';
import { headOf, readEvents, type LogEvent } from '../event-log/event-log';
import { mayLearn } from '../live/audience';
import { keptPosition, liveSource } from '../live/live-source';
import { builder } from './builder';
import { pageSize } from './connection';
import { encodeCursor, type EventPosition } from './event-cursor';
import type { GraphqlContext } from './graphql-context';
import { loadNode } from './node';
import { globalId } from './payload';
import type { TenantContext } from '../context/context';

export const EventTypeEnum = builder.enumType('EventType', {
  values: Object.fromEntries(EVENT_TYPES.map((type) => [type, type === 'CHECKPOINT' ? { description: 'At least once a minute on `events`, so that a filtered cursor never grows stale.' } : {}])) as Record<EventType, object>,
});

/** Which object type tells an event of a node; EntityEvent for the rest. */
const typeNames = new Map<string, string>();
const nodeOf = (prefix: string) => `${prefix}Event`;

export const EventInterface = builder.interfaceRef<LogEvent>('Event').implement({
  description: '`nodeId` names what changed also after it is gone; `actor` is the node id of who did it.',
  resolveType: (event) => (event.nodeType && typeNames.get(event.nodeType)) || 'EntityEvent',
  fields: (t) => ({
    cursor: t.field({ type: 'EventCursor', resolve: ({ tenantId, seq }) => ({ tenantId, seq }) }),
    type: t.field({ type: EventTypeEnum, resolve: ({ type }) => type }),
    occurredAt: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    nodeId: t.id({ nullable: true, resolve: ({ nodeType, nodeId }) => (nodeType && nodeId ? globalId(nodeType, nodeId) : null) }),
    version: t.exposeInt('version', { nullable: true }),
    actor: t.id({ nullable: true, resolve: ({ actor }) => (actor ? Buffer.from(actor).toString('base64') : null) }),
    changes: t.field({ type: 'JSON', nullable: true, resolve: (event, _, ctx) => changesInSight(event, ctx) }),
  }),
});

/** Whose a row is: who loses sight of it may know by what. */
const PLACE = new Set(['assignee', 'team', 'owner']);

/** What changed is told to whoever sees the row now. Of one that went out of sight, or was in sight only when the event was written: whose it became. */
async function changesInSight(event: LogEvent, ctx: GraphqlContext): Promise<LogEvent['changes']> {
  const { changes, audience, nodeType, nodeId } = event;
  if (!changes || audience.kind !== 'rows' || ctx.tenant?.sight.visibility === 'ALL' || !nodeType) return changes;
  if (await loadNode(ctx, nodeType, nodeId)) return changes;
  const told = Object.entries(changes).filter(([field]) => PLACE.has(field));
  return told.length > 0 ? Object.fromEntries(told) : null;
}

/** Declares `<Node>Event` with a field of the node, null when it is gone or out of the reader's sight. */
export function eventType(node: string, field: string, type: unknown) {
  typeNames.set(node, nodeOf(node));
  return builder.objectRef<LogEvent>(nodeOf(node)).implement({
    interfaces: [EventInterface],
    fields: (t) =>
      ({ [field]: t.field({ type: type as never, nullable: true, resolve: ((event: LogEvent, _: object, ctx: never) => loadNode(ctx, node, event.nodeId)) as never }) }) as never,
  });
}

builder.objectRef<LogEvent>('EntityEvent').implement({
  description: 'Every other kind.',
  interfaces: [EventInterface],
  fields: (t) => ({
    node: t.field({
      type: builder.nodeInterfaceRef() as never,
      nullable: true,
      resolve: ((event: LogEvent, _: object, ctx: never) => (event.nodeType ? loadNode(ctx, event.nodeType, event.nodeId) : null)) as never,
    }),
  }),
});

interface EventPage {
  edges: { cursor: string; node: LogEvent }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}
const EventEdge = builder.objectRef<EventPage['edges'][number]>('EventEdge').implement({
  fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.field({ type: EventInterface, resolve: ({ node }) => node }) }),
});
const EventConnection = builder.objectRef<EventPage>('EventConnection').implement({
  fields: (t) => ({
    edges: t.field({ type: [EventEdge], resolve: ({ edges }) => edges }),
    pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
  }),
});

const CHECKPOINT_MS = 55_000;
const SCAN_AT_ONCE = 500;
const MOST_SCANNED = 10_000;

builder.queryFields((t) => ({
  eventCursor: t.field({
    description: 'The head of the event log, taken before anything else of this operation is read.',
    type: 'EventCursor',
    authScopes: { member: true },
    resolve: async (_, __, ctx) => {
      const { tenantId } = ctx.tenant as TenantContext;
      return { tenantId, seq: await headOf(ctx.platform.db, tenantId) };
    },
  }),
  events: t.field({
    type: EventConnection,
    authScopes: { member: true },
    args: { types: t.arg({ type: [EventTypeEnum] }), after: t.arg({ type: 'EventCursor' }), first: t.arg.int() },
    resolve: async (_, args, ctx) => {
      const tenant = ctx.tenant as TenantContext;
      const { platform, tenantId } = tenant;
      const size = pageSize(args.first);
      const types = args.types ? new Set<string>(args.types) : null;
      const head = await headOf(platform.db, tenantId);
      let position = args.after ? await keptPosition(tenant, args.after, head) : 0;
      const found: LogEvent[] = [];
      for (let scanned = 0; found.length <= size && position < head && scanned < MOST_SCANNED; scanned += SCAN_AT_ONCE) {
        const events = await readEvents(platform.db, tenantId, position, SCAN_AT_ONCE);
        found.push(...events.filter((event) => (!types || types.has(event.type)) && mayLearn(tenant, event)));
        position = events.at(-1)?.seq ?? head;
      }
      const cursorAt = (seq: number) => encodeCursor({ tenantId, seq });
      const edges = found.slice(0, size).map((node) => ({ cursor: cursorAt(node.seq), node }));
      const pageInfo = {
        // A page that ended before the log did has a next one, be it only because the search for these kinds was cut short.
        hasNextPage: found.length > size || position < head,
        hasPreviousPage: (args.after?.seq ?? 0) > 0,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: found.length <= size && position < head ? cursorAt(position) : (edges.at(-1)?.cursor ?? null),
      };
      return { edges, pageInfo };
    },
  }),
}));

builder.subscriptionField('events', (t) =>
  t.field({
    description: 'Any event of the tenant, for third parties that mirror it.',
    type: EventInterface,
    authScopes: { member: true },
    args: { types: t.arg({ type: [EventTypeEnum] }), after: t.arg({ type: 'EventCursor' }) },
    subscribe: (async (_: unknown, args: { types?: EventType[] | null; after?: EventPosition | null }, ctx: { tenant: TenantContext }) => {
      const types = args.types ? new Set<string>(args.types) : null;
      return liveSource(ctx.tenant, { after: args.after ?? null, match: (event) => !types || types.has(event.type), checkpointMs: CHECKPOINT_MS });
    }) as never,
    resolve: (event) => event as unknown as LogEvent,
  }),
);
