import { builder, connectionType, IdInput, nodeType, pageById, payload, payloadType, rowId, type TenantContext } from '@prosa/server/platform';
import { INBOUND_STATUSES, InboundEvent } from './integrations.entities';
import { IntegrationProviderEnum } from './integration.graphql';
import { replayInboundEvent } from './replay-inbound-event';

const InboundEventStatusEnum = builder.enumType('InboundEventStatus', { values: INBOUND_STATUSES });
const InboundEventType = builder.objectRef<InboundEvent>('InboundEvent');

const marked = (rows: InboundEvent[]) => rows.map((row) => Object.assign(row, { __node: 'InboundEvent' }));

nodeType(InboundEventType, {
  right: 'operations:read',
  load: async (tenant, ids) => new Map(marked(await tenant.em.find(InboundEvent, { id: { $in: [...ids] } })).map((row) => [row.id, row])),
  fields: (t) => ({
    provider: t.expose('provider', { type: IntegrationProviderEnum }),
    event: t.exposeString('event'),
    status: t.expose('status', { type: InboundEventStatusEnum }),
    attempts: t.exposeInt('attempts'),
    problem: t.string({ nullable: true, resolve: ({ problem }) => problem ?? null }),
    receivedAt: t.field({ type: 'DateTime', resolve: ({ receivedAt }) => receivedAt }),
    processedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ processedAt }) => processedAt ?? null }),
    payload: t.field({ type: 'JSON', resolve: ({ payload }) => parsed(payload) }),
  }),
});

/** As it came; a body that is no JSON is shown as the text that it is. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

const InboundEventFilter = builder.inputType('InboundEventFilter', {
  fields: (t) => ({ provider: t.field({ type: IntegrationProviderEnum }), status: t.field({ type: [InboundEventStatusEnum] }) }),
});

builder.queryField('inboundEvents', (t) =>
  t.field({
    type: connectionType<InboundEvent>('InboundEvent', InboundEventType),
    authScopes: { right: 'operations:read' },
    args: { filter: t.arg({ type: InboundEventFilter }), first: t.arg.int(), after: t.arg.string() },
    resolve: (_, { filter, ...page }, ctx) =>
      pageById(page, async (after, limit) =>
        marked(
          await (ctx.tenant as TenantContext).em.find(
            InboundEvent,
            {
              ...(after && { id: { $lt: after } }),
              ...(filter?.provider && { provider: filter.provider }),
              ...(filter?.status && { status: { $in: filter.status } }),
            },
            { orderBy: { id: 'desc' }, limit },
          ),
        ),
      ),
  }),
);

const InboundEventPayload = payloadType<InboundEvent>('InboundEventPayload', 'inboundEvent', InboundEventType as never);

builder.mutationField('replayInboundEvent', (t) =>
  t.field({
    description: 'Takes a delivery in once more. What it brought already is not doubled; what is read in it by now is added.',
    type: InboundEventPayload,
    authScopes: { right: 'operations:read' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_, { input }, { tenant }) =>
      payload(async () => {
        const [event] = marked([await replayInboundEvent(tenant as TenantContext, rowId('InboundEvent', input.id))]);
        return event as InboundEvent;
      }),
  }),
);
