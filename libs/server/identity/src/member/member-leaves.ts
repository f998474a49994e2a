import type { TenantContext, UnitOfWork } from '@prosa/server/platform';

/**
 * What a domain does with a member's open work when the member is deactivated: in the same commit, so that nothing is ever left
 * with somebody who is gone. The caller is who deactivated them.
 */
export type MemberLeaves = (ctx: TenantContext, unit: UnitOfWork, memberId: string) => Promise<void>;
const hooks: MemberLeaves[] = [];

/** Registered once, where a downstream library is loaded: identity knows of no work. */
export const onMemberDeactivated = (hook: MemberLeaves): void => void hooks.push(hook);

/** Within the unit of work that deactivates. */
export async function releaseWork(ctx: TenantContext, unit: UnitOfWork, memberId: string): Promise<void> {
  for (const hook of hooks) await hook(ctx, unit, memberId);
}
