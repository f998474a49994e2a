import { AccessDenied, builder, DeletePayload, IdInput, nodeType, payload, payloadType, rowId, type GraphqlContext } from '@prosa/server/platform';
import { reloaded, tenantOf } from '../member/member-changes.graphql';
import { TenantRef, UserRef } from '../member/member.graphql';
import type { TenantRow, UserRow } from '../member/member.read';
import { revokeOtherSessions, revokeOwnSession } from '../session/revoke-own-session';
import { readOwnSessions, type OwnSession } from '../session/session.read';
import { isMemberContext, type MemberContext } from '../session/viewer';
import { updateTenant } from '../tenant/update-tenant';
import { updateProfile } from './update-profile';

/** What a person does to their own login is done by nobody and nothing else. */
export function memberOf({ tenant }: GraphqlContext): MemberContext {
  if (!isMemberContext(tenant)) throw new AccessDenied('FORBIDDEN');
  return tenant;
}

const SessionRef = builder.objectRef<OwnSession>('Session');
nodeType(SessionRef, {
  right: 'member',
  load: async (tenant, ids) => new Map(isMemberContext(tenant) ? (await readOwnSessions(tenant, ids)).map((row) => [row.id, row]) : []),
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime' }),
    ip: t.exposeString('ip', { nullable: true }),
    userAgent: t.exposeString('userAgent', { nullable: true }),
    current: t.boolean({
      extensions: { perViewer: true },
      resolve: ({ id }, _args, { tenant }) => isMemberContext(tenant) && tenant.actor.sessionId === id,
    }),
  }),
});
builder.queryField('sessions', (t) =>
  t.field({ type: [SessionRef], authScopes: { person: true }, resolve: (_root, _args, { tenant }) => (isMemberContext(tenant) ? readOwnSessions(tenant) : []) }),
);

const UserPayload = payloadType<UserRow>('UserPayload', 'user', UserRef);
const TenantPayload = payloadType<TenantRow>('TenantPayload', 'tenant', TenantRef);
const RevokeOthersPayload = builder.objectRef<{ ended: number }>('RevokeOtherSessionsPayload').implement({
  fields: (t) => ({ ended: t.exposeInt('ended', { description: 'How many there were.' }) }),
});
const UpdateProfileInput = builder.inputType('UpdateProfileInput', {
  fields: (t) => ({ name: t.string(), locale: t.string(), currentPassword: t.string(), newPassword: t.string() }),
});
const UpdateTenantInput = builder.inputType('UpdateTenantInput', {
  fields: (t) => ({ name: t.string(), timeZone: t.string(), locale: t.string(), currency: t.string() }),
});

builder.mutationFields((t) => ({
  updateProfile: t.field({
    type: UserPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: UpdateProfileInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(async () => reloaded<UserRow>(ctx, 'User', await updateProfile(memberOf(ctx), input))),
  }),
  updateTenant: t.field({
    type: TenantPayload,
    authScopes: { right: 'tenant:manage' },
    args: { input: t.arg({ type: UpdateTenantInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(async () => reloaded<TenantRow>(ctx, 'Tenant', await updateTenant(tenantOf(ctx), input))),
  }),
  revokeOtherSessions: t.field({
    type: RevokeOthersPayload,
    authScopes: { person: true },
    resolve: async (_root, _args, ctx) => ({ ended: await revokeOtherSessions(memberOf(ctx)) }),
  }),
  revokeSession: t.field({
    type: DeletePayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => ({ type: 'Session', id: await revokeOwnSession(memberOf(ctx), rowId('Session', String(input.id))) })),
  }),
}));
