import { AccessDenied, newId, NotFound, unitOfWork, UserProblem, type Platform, type Role, type TenantContext, type UnitOfWork, type Visibility } from '@prosa/server/platform';
import { Member, Team, User } from '../identity.entities';
import { isEmail, normaliseEmail } from '../login/email';
import { queueMail } from '../mail/mail.jobs';
import { requireManage } from '../member/member.policy';
import { Invitation } from '../people.entities';
import { hashToken, newToken } from '../session/session-token';

export interface InviteMember {
  email: string;
  role: Role;
  visibility?: Visibility | null;
  teamIds?: readonly string[] | null;
}
/** `acceptUrl` is shown this once: the row keeps the hash of its token. */
export interface Invited {
  id: string;
  acceptUrl: string;
}
const VALID_MS = 7 * 24 * 60 * 60_000;
const MOST_OPEN = 200;

/** Invites somebody, or anew with another link whoever is invited already. Throws AccessDenied, NotFound, and UserProblem INVALID_EMAIL, ABOVE_YOU, ALREADY_MEMBER, TOO_MANY. */
export async function inviteMember(ctx: TenantContext, input: InviteMember): Promise<Invited> {
  requireManage(ctx, input.role, ['role']);
  const email = normaliseEmail(input.email);
  if (!isEmail(email)) throw new UserProblem('INVALID_EMAIL', 'This is not an e-mail address.', ['email']);
  return unitOfWork(ctx, async (unit) => {
    const teamIds = [...new Set(input.teamIds ?? [])];
    if ((await unit.em.count(Team, { id: { $in: teamIds } })) !== teamIds.length) throw new NotFound('Team');
    const user = await unit.em.findOne(User, { email });
    if (user && (await unit.em.findOne(Member, { userId: user.id, active: true })))
      throw new UserProblem('ALREADY_MEMBER', 'They are in this workspace already.', ['email']);
    const open = { acceptedAt: null, revokedAt: null };
    const known = await unit.em.findOne(Invitation, { email, ...open });
    if (known) requireManage(ctx, known.role, ['email']);
    else if ((await unit.em.count(Invitation, { ...open, expiresAt: { $gt: ctx.platform.clock.now() } })) >= MOST_OPEN)
      throw new UserProblem('TOO_MANY', `At most ${MOST_OPEN} open invitations.`, ['email']);
    const { actor } = ctx;
    if (actor.kind !== 'member') throw new AccessDenied('FORBIDDEN', 'member:manage');
    const row =
      known ??
      unit.em.create(Invitation, {
        id: newId(),
        tenantId: ctx.tenantId,
        email,
        role: input.role,
        visibility: 'ALL',
        teamIds: [],
        tokenHash: '',
        mailTokenHash: null,
        invitedBy: actor.memberId,
        createdAt: ctx.platform.clock.now(),
        expiresAt: ctx.platform.clock.now(),
        acceptedAt: null,
        revokedAt: null,
      });
    row.role = input.role;
    row.visibility = input.visibility ?? 'ALL';
    row.teamIds = teamIds;
    return renew(ctx.platform, unit, row);
  });
}

/** The same invitation with another link and seven days more; the links before it are dead. Throws as inviteMember does. */
export async function resendInvitation(ctx: TenantContext, id: string): Promise<Invited> {
  return unitOfWork(ctx, async (unit) => renew(ctx.platform, unit, await openInvitation(ctx, unit, id)));
}

/** Its links are dead with the commit. */
export async function revokeInvitation(ctx: TenantContext, id: string): Promise<string> {
  return unitOfWork(ctx, async (unit) => {
    const row = await openInvitation(ctx, unit, id);
    row.revokedAt = ctx.platform.clock.now();
    return row.id;
  });
}

async function openInvitation(ctx: TenantContext, { em }: UnitOfWork, id: string): Promise<Invitation> {
  const row = await em.findOne(Invitation, { id, acceptedAt: null, revokedAt: null });
  if (!row) throw new NotFound('Invitation');
  requireManage(ctx, row.role, ['id']);
  return row;
}

async function renew(platform: Platform, unit: UnitOfWork, row: Invitation): Promise<Invited> {
  const token = newToken();
  row.tokenHash = hashToken(token);
  row.mailTokenHash = null;
  row.expiresAt = new Date(platform.clock.now().getTime() + VALID_MS);
  await unit.em.flush();
  await queueMail(platform, unit, row.tenantId, 'INVITATION', row.id);
  return { id: row.id, acceptUrl: `${platform.config.publicUrl}/invite/${token}` };
}
