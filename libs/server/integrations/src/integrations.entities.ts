import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter } from '@prosa/server/platform';

export const INTEGRATION_PROVIDERS = ['EVOLUTION', 'KOMMO', 'HUBSPOT', 'PIPEDRIVE', 'GOOGLE_CALENDAR'] as const;
export type IntegrationProvider = (typeof INTEGRATION_PROVIDERS)[number];
export const INTEGRATION_STATUSES = ['NOT_CONNECTED', 'CONNECTING', 'ACTION_NEEDED', 'CONNECTED', 'DEGRADED', 'FAILED', 'DISCONNECTED'] as const;
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number];
export const INBOUND_STATUSES = ['RECEIVED', 'PROCESSED', 'IGNORED', 'RETRYING', 'DEAD', 'UNREADABLE'] as const;
export type InboundEventStatus = (typeof INBOUND_STATUSES)[number];

/** A tenant's link to an outside system: what every provider has in common. A channel is one of these, with a row of its own under the same id. */
export const IntegrationSchema = defineEntity({
  name: 'IntegrationRow',
  tableName: 'integration',
  filters: tenantFilter,
  indexes: [{ name: 'integration_tenant_index', properties: ['tenantId', 'provider'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    provider: p.string().length(20).$type<IntegrationProvider>(),
    status: p.string().length(16).$type<IntegrationStatus>(),
    displayName: p.string().length(120),
    connectedAt: instant().nullable(),
    lastSuccessAt: instant().nullable(),
    problem: p.text().nullable(),
    version: p.integer().default(1),
    createdAt: instant(),
  },
});
export class IntegrationRow extends IntegrationSchema.class {}
IntegrationSchema.setClass(IntegrationRow);

/** Which agents work with an integration. */
export const IntegrationBindingSchema = defineEntity({
  name: 'IntegrationBinding',
  tableName: 'integration_binding',
  filters: tenantFilter,
  indexes: [{ name: 'integration_binding_agent_index', properties: ['tenantId', 'agentId'] }],
  properties: { integrationId: p.uuid().primary(), agentId: p.uuid().primary(), tenantId: p.uuid(), createdAt: instant() },
});
export class IntegrationBinding extends IntegrationBindingSchema.class {}
IntegrationBindingSchema.setClass(IntegrationBinding);

/** What came in at a webhook door, as it came (less the envelope's secret): the queue of what is still to be understood. */
export const InboundEventSchema = defineEntity({
  name: 'InboundEvent',
  tableName: 'inbound_event',
  filters: tenantFilter,
  uniques: [{ name: 'inbound_event_body_unique', properties: ['integrationId', 'bodyHash'] }],
  indexes: [
    { name: 'inbound_event_due_index', properties: ['integrationId', 'status', 'id'] },
    { name: 'inbound_event_tenant_index', properties: ['tenantId', 'id'] },
    { name: 'inbound_event_status_index', properties: ['status', 'nextAttemptAt'] },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    integrationId: p.uuid(),
    provider: p.string().length(20).$type<IntegrationProvider>(),
    event: p.string().length(60),
    status: p.string().length(12).$type<InboundEventStatus>(),
    attempts: p.integer().default(0),
    problem: p.text().nullable(),
    bodyHash: p.string().length(64),
    payload: p.text(),
    receivedAt: instant(),
    processedAt: instant().nullable(),
    nextAttemptAt: instant(),
  },
});
export class InboundEvent extends InboundEventSchema.class {}
InboundEventSchema.setClass(InboundEvent);

export const integrationsEntities = [IntegrationRow, IntegrationBinding, InboundEvent];
