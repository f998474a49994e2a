import { builder, nodeNames, nodeType } from '@prosa/server/platform';

/** The inbox's specs build the schema of the domains up to their own; a type that is not there yet is stood in for. */
export function stubUpstreamTypes(): void {
  if (nodeNames().includes('Channel')) return;
  nodeType(builder.objectRef<{ id: string }>('Channel'), {
    right: 'channel:read',
    load: async (_tenant, ids) => new Map(ids.map((id) => [id, { id }])),
    fields: () => ({}),
  });
}
