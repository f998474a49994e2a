import { builder, payload, payloadType, type TenantContext } from '@prosa/server/platform';
import type { EvolutionServer } from '../channels.entities';
import { mayHaveServer, readServer, removeServer, saveServer } from './change-server';

type EvolutionServerView = Pick<EvolutionServer, 'url' | 'createdAt' | 'updatedAt'>;

const EvolutionServerType = builder.objectRef<EvolutionServerView>('EvolutionServer').implement({
  description: "The tenant's own Evolution server. Its key is never shown.",
  fields: (t) => ({
    url: t.expose('url', { type: 'URL' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});
const EvolutionServerPayload = payloadType<EvolutionServerView | null>('EvolutionServerPayload', 'evolutionServer', EvolutionServerType as never);

builder.queryFields((t) => ({
  evolutionServer: t.field({
    description: "Null: the operator's serves.",
    type: EvolutionServerType,
    nullable: true,
    authScopes: { right: 'server:manage' },
    resolve: (_, __, { tenant }) => readServer(tenant as TenantContext),
  }),
  evolutionServerAllowed: t.boolean({
    description: 'Whether whoever runs the installation lets tenants have servers of their own.',
    authScopes: { right: 'server:manage' },
    resolve: (_, __, { tenant }) => mayHaveServer(tenant as TenantContext),
  }),
}));

const SaveEvolutionServerInput = builder.inputType('SaveEvolutionServerInput', {
  fields: (t) => ({ url: t.string({ required: true }), apiKey: t.string({ required: true }) }),
});

builder.mutationFields((t) => ({
  saveEvolutionServer: t.field({
    description: 'Tests address and key, and keeps them only when they work. Another server is possible only without channels.',
    type: EvolutionServerPayload,
    authScopes: { right: 'server:manage' },
    args: { input: t.arg({ type: SaveEvolutionServerInput, required: true }) },
    resolve: (_, { input }, { tenant }) => payload(() => saveServer(tenant as TenantContext, input)),
  }),
  removeEvolutionServer: t.field({
    type: EvolutionServerPayload,
    authScopes: { right: 'server:manage' },
    resolve: (_, __, { tenant }) => payload(() => removeServer(tenant as TenantContext)),
  }),
}));
