import { builder, type TenantContext } from '@prosa/server/platform';
import { ENDS_WITHIN_MS } from './end-connection';

/** A channel that was deleted here, and is not yet at its server. */
export interface ChannelRemoval {
  displayName: string;
  instanceName: string;
  requestedAt: Date;
  problem: string;
}

const ChannelRemovalType = builder.objectRef<ChannelRemoval>('ChannelRemoval').implement({
  description: 'A channel that was deleted here and that its server does not let go of. It is asked again by itself.',
  fields: (t) => ({
    displayName: t.exposeString('displayName'),
    instanceName: t.exposeString('instanceName'),
    requestedAt: t.expose('requestedAt', { type: 'DateTime' }),
    problem: t.exposeString('problem', {
      description: 'A code, as of `Integration.problem`; `STILL_THERE`: the server says that it deletes, and does not.',
    }),
  }),
});

builder.queryField('channelRemovals', (t) =>
  t.field({
    description: 'Deletions that should have ended and have not, longest first.',
    type: [ChannelRemovalType],
    authScopes: { right: 'channel:manage' },
    resolve: (_, __, ctx) => readRemovals(ctx.tenant as TenantContext),
  }),
);

export async function readRemovals({ platform, tenantId }: TenantContext): Promise<ChannelRemoval[]> {
  const rows = await platform.db.read<{
    display_name: string;
    instance_name: string;
    deleted_at: number;
    trouble: string;
  }>(
    `select i.display_name, c.instance_name, c.deleted_at, c.trouble from channel c join integration i on i.id = c.id and i.tenant_id = c.tenant_id
      where c.tenant_id = ? and c.deleted_at <= ? and c.check_at is not null and c.trouble is not null order by c.deleted_at limit 100`,
    [tenantId, platform.clock.now().getTime() - ENDS_WITHIN_MS],
  );
  return rows.map((row) => ({
    displayName: row.display_name,
    instanceName: row.instance_name,
    requestedAt: new Date(Number(row.deleted_at)),
    problem: row.trouble,
  }));
}
