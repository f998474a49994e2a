import { NotFound, unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { onMemberDeactivated } from '../member/member-leaves';
import { tellSessionEnded } from '../session/session-end';
import { ApiKey } from './api-key.entity';
import { mayKnow } from './api-key.read';

/** The key is dead with the commit, and its sockets and streams hear of it right after. Revoking it twice is no error. Throws NotFound. */
export const revokeApiKey = (ctx: TenantContext, id: string): Promise<ApiKey> =>
  unitOfWork(ctx, async (unit) => {
    const key = await unit.em.findOne(ApiKey, { id });
    if (!key || !mayKnow(ctx, key.memberId)) throw new NotFound('ApiKey');
    if (!key.revokedAt) end(ctx, unit, key);
    return key;
  });

// A key does not outlive its member's place in the tenant, also when they come back.
onMemberDeactivated(async (ctx, unit, memberId) => {
  for (const key of await unit.em.find(ApiKey, { memberId, revokedAt: null })) end(ctx, unit, key);
});

function end({ platform }: TenantContext, unit: UnitOfWork, key: ApiKey): void {
  key.revokedAt = platform.clock.now();
  unit.afterCommit(() => tellSessionEnded(platform.hub, key.id));
}
