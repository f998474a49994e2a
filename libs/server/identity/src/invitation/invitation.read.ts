import type { Role, TenantContext, Visibility } from '@prosa/server/platform';

export type InvitationMail = 'NONE' | 'WAITING' | 'SENT' | 'FAILED';
export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  visibility: Visibility;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  invitedBy: string;
  mail: InvitationMail;
}
type Raw = Record<string, string | number | null>;

const INVITATION = `select i.id, i.email, i.role, i.visibility, i.created_at, i.expires_at, i.accepted_at, i.invited_by,
    (select case when m.sent_at is not null then 'SENT' when m.due_at is null then 'FAILED' else 'WAITING' end
       from outgoing_mail m where m.tenant_id = i.tenant_id and m.subject_id = i.id limit 1) as mail
   from invitation i where i.tenant_id = ? and i.revoked_at is null`;
const invitationOf = (raw: Raw): InvitationRow => ({
  id: raw['id'] as string,
  email: raw['email'] as string,
  role: raw['role'] as Role,
  visibility: raw['visibility'] as Visibility,
  createdAt: new Date(Number(raw['created_at'])),
  expiresAt: new Date(Number(raw['expires_at'])),
  acceptedAt: raw['accepted_at'] === null ? null : new Date(Number(raw['accepted_at'])),
  invitedBy: raw['invited_by'] as string,
  mail: (raw['mail'] as InvitationMail | null) ?? 'NONE',
});

/** Those of these invitations that are of the caller's tenant. */
export async function readInvitations(ctx: TenantContext, ids: readonly string[]): Promise<InvitationRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.platform.db.read<Raw>(`${INVITATION} and i.id in (${ids.map(() => '?').join(', ')})`, [ctx.tenantId, ...ids]);
  return rows.map(invitationOf);
}

/** Who is asked in and has not come yet, and who came; the newest first, without those withdrawn. */
export async function readNewestInvitations(ctx: TenantContext): Promise<InvitationRow[]> {
  return (await ctx.platform.db.read<Raw>(`${INVITATION} order by i.id desc limit 200`, [ctx.tenantId])).map(invitationOf);
}
