import { AccessDenied, type Permission, type TenantContext } from '@prosa/server/platform';

/** Default deny: a use case names the right it needs, whoever calls it. The product itself (jobs, agents) holds no member's rights. */
export function requireRight(ctx: TenantContext, right: Permission): void {
  if (!ctx.permissions.has(right)) throw new AccessDenied('FORBIDDEN', right);
}

/** The member who acts; only members write by hand. */
export function requireMember(ctx: TenantContext): string {
  if (ctx.actor.kind !== 'member') throw new AccessDenied('FORBIDDEN');
  return ctx.actor.memberId;
}
