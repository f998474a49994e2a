import { builder, liveSource, NotFound, type TenantContext } from '@prosa/server/platform';
import { INTEGRATION_PROVIDERS, INTEGRATION_STATUSES, type IntegrationProvider, type IntegrationStatus } from './integrations.entities';

export const IntegrationProviderEnum = builder.enumType('IntegrationProvider', { values: INTEGRATION_PROVIDERS });
export const IntegrationStatusEnum = builder.enumType('IntegrationStatus', { values: INTEGRATION_STATUSES });

/** What every connection to an outside system has; each provider's own type adds to it. */
export interface IntegrationView {
  id: string;
  provider: IntegrationProvider;
  status: IntegrationStatus;
  displayName: string;
  connectedAt: Date | null;
  lastSuccessAt: Date | null;
  problem: string | null;
}

/** How the rows of each provider's type are read: registered by the domain that owns it. */
type ReadAll = (tenant: TenantContext) => Promise<IntegrationView[]>;
const readers: ReadAll[] = [];
export const registerIntegrations = (read: ReadAll): void => void readers.push(read);
const readAll = async (tenant: TenantContext): Promise<IntegrationView[]> => (await Promise.all(readers.map((read) => read(tenant)))).flat();

export const IntegrationInterface = builder.interfaceRef<IntegrationView>('Integration');
builder.interfaceType(IntegrationInterface, {
  interfaces: [builder.nodeInterfaceRef() as never],
  resolveType: ((value: { __node?: string }) => value.__node) as never,
  fields: (t) => ({
    provider: t.expose('provider', { type: IntegrationProviderEnum }),
    status: t.expose('status', { type: IntegrationStatusEnum }),
    displayName: t.exposeString('displayName'),
    connectedAt: t.expose('connectedAt', { type: 'DateTime', nullable: true }),
    lastSuccessAt: t.expose('lastSuccessAt', { type: 'DateTime', nullable: true }),
    problem: t.exposeString('problem', { nullable: true }),
  }),
});

builder.queryField('integrations', (t) =>
  t.field({ type: [IntegrationInterface], authScopes: { right: 'channel:read' }, resolve: (_, __, ctx) => readAll(ctx.tenant as TenantContext) }),
);

const CHANGES = new Set(['CHANNEL_CONNECTION_CHANGED', 'CHANNEL_CHANGED', 'INTEGRATION_CHANGED']);

builder.subscriptionField('integrationChanged', (t) =>
  t.field({
    description: 'Current state of each first, then every change.',
    type: IntegrationInterface,
    authScopes: { right: 'channel:read' },
    subscribe: (async (_: unknown, __: object, ctx: { tenant: TenantContext }) =>
      liveSource(ctx.tenant, {
        after: null,
        match: ({ type }) => CHANGES.has(type),
        first: (fresh) => readAll(fresh.tenant as TenantContext),
      })) as never,
    resolve: async (root, _, ctx) => {
      const view = root as unknown as IntegrationView & { nodeId?: string };
      if (view.nodeId === undefined) return view;
      const found = (await readAll(ctx.tenant as TenantContext)).find(({ id }) => id === view.nodeId);
      if (!found) throw new NotFound('Integration');
      return found;
    },
  }),
);
