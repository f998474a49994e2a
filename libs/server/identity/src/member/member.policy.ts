import { AccessDenied, ROLES, UserProblem, type Role, type TenantContext } from '@prosa/server/platform';

/** 0 is the highest. */
const rank = (role: Role): number => ROLES.indexOf(role);

/** Nobody changes, invites or promotes to what is above themselves. */
export const mayManage = (actor: Role, target: Role): boolean => rank(actor) <= rank(target);

const roleOf = ({ actor }: TenantContext): Role | null => (actor.kind === 'member' ? actor.role : null);

/** Throws AccessDenied without `member:manage`, and UserProblem ABOVE_YOU for what is above the caller. */
export function requireManage(ctx: TenantContext, target: Role, path: readonly string[]): void {
  const role = roleOf(ctx);
  if (!role || !ctx.permissions.has('member:manage')) throw new AccessDenied('FORBIDDEN', 'member:manage');
  if (!mayManage(role, target)) throw new UserProblem('ABOVE_YOU', 'This role is above your own.', path);
}
