import { builder, DeletePayload, IdInput, nodeType, payload, rowId, UserErrorType, type Payload } from '@prosa/server/platform';
import { tenantOf } from '../member/member-changes.graphql';
import { loadRequired, MemberRef, RoleEnum, VisibilityEnum } from '../member/member.graphql';
import type { MemberRow } from '../member/member.read';
import { Tenant, User } from '../identity.entities';
import type { Invitation } from '../people.entities';
import { enter, SessionPayload } from '../session/session.graphql';
import { acceptInvitation, findInvitation } from './accept-invitation';
import { readInvitations, readNewestInvitations, type InvitationRow } from './invitation.read';
import { inviteMember, resendInvitation, revokeInvitation, type Invited } from './invite-member';

const MailEnum = builder.enumType('InvitationMail', {
  values: ['NONE', 'WAITING', 'SENT', 'FAILED'] as const,
  description: 'Whether the link went out by e-mail; NONE where e-mail is not set up.',
});
const InvitationRef = builder.objectRef<InvitationRow>('Invitation');
nodeType(InvitationRef, {
  right: 'member:manage',
  load: async (tenant, ids) => new Map((await readInvitations(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    email: t.expose('email', { type: 'EmailAddress' }),
    role: t.expose('role', { type: RoleEnum }),
    visibility: t.expose('visibility', { type: VisibilityEnum }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    acceptedAt: t.expose('acceptedAt', { type: 'DateTime', nullable: true }),
    invitedBy: t.field({ type: MemberRef, resolve: ({ invitedBy }, _args, ctx) => loadRequired<MemberRow>(ctx, 'Member', invitedBy) }),
    mail: t.expose('mail', { type: MailEnum }),
  }),
});
builder.queryField('invitations', (t) =>
  t.field({ type: [InvitationRef], authScopes: { right: 'member:manage' }, resolve: (_root, _args, ctx) => readNewestInvitations(tenantOf(ctx)) }),
);

const InvitationPayload = builder.objectRef<Payload<Invited>>('InvitationPayload').implement({
  description: '`acceptUrl` is shown this once, to be copied and handed on.',
  fields: (t) => ({
    invitation: t.field({
      type: InvitationRef,
      nullable: true,
      resolve: ({ value }, _args, ctx) => (value ? loadRequired<InvitationRow>(ctx, 'Invitation', value.id) : null),
    }),
    acceptUrl: t.field({ type: 'URL', nullable: true, resolve: ({ value }) => value?.acceptUrl ?? null }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});
const InviteMemberInput = builder.inputType('InviteMemberInput', {
  fields: (t) => ({
    email: t.field({ type: 'EmailAddress', required: true }),
    role: t.field({ type: RoleEnum, required: true }),
    visibility: t.field({ type: VisibilityEnum, description: 'ALL unless said.' }),
    teamIds: t.idList(),
  }),
});
const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  fields: (t) => ({
    token: t.string({ required: true }),
    name: t.string({ required: true }),
    password: t.string({ required: true }),
    code: t.string({ description: 'For whoever has a login with a second factor.' }),
  }),
});

const OpenInvitationType = builder.objectRef<{ row: Invitation; tenantName: string; known: boolean }>('OpenInvitation').implement({
  description: 'What an invitation says to whoever holds its link.',
  fields: (t) => ({
    tenantName: t.exposeString('tenantName'),
    email: t.field({ type: 'EmailAddress', resolve: ({ row }) => row.email }),
    role: t.field({ type: RoleEnum, resolve: ({ row }) => row.role }),
    hasLogin: t.exposeBoolean('known', { description: 'The e-mail has a login already: its password is asked for.' }),
  }),
});
builder.queryField('openInvitation', (t) =>
  t.field({
    type: OpenInvitationType,
    nullable: true,
    authScopes: { public: true },
    args: { token: t.arg.string({ required: true }) },
    resolve: async (_root, { token }, { platform }) => {
      const row = await findInvitation(platform, token);
      if (!row) return null;
      const em = platform.db.acrossTenants();
      const tenant = await em.findOneOrFail(Tenant, { id: row.tenantId });
      return { row, tenantName: tenant.name, known: (await em.findOne(User, { email: row.email })) !== null };
    },
  }),
);

builder.mutationFields((t) => ({
  inviteMember: t.field({
    type: InvitationPayload,
    authScopes: { right: 'member:manage' },
    args: { input: t.arg({ type: InviteMemberInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(() => inviteMember(tenantOf(ctx), { ...input, teamIds: (input.teamIds ?? []).map((id) => rowId('Team', String(id))) })),
  }),
  resendInvitation: t.field({
    type: InvitationPayload,
    description: 'Another link, for seven days more; those before it are dead.',
    authScopes: { right: 'member:manage' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(() => resendInvitation(tenantOf(ctx), rowId('Invitation', String(input.id)))),
  }),
  revokeInvitation: t.field({
    type: DeletePayload,
    authScopes: { right: 'member:manage' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => ({ type: 'Invitation', id: await revokeInvitation(tenantOf(ctx), rowId('Invitation', String(input.id))) })),
  }),
  acceptInvitation: t.field({
    type: SessionPayload,
    authScopes: { public: true },
    args: { input: t.arg({ type: AcceptInvitationInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(async () => enter(ctx, await acceptInvitation(ctx.platform, input, ctx.request))),
  }),
}));
