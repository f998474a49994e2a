import { RequestCache } from '@pothos/plugin-scope-auth';
import { builder, payload, rowId, UserErrorType, type GraphqlContext, type Payload } from '@prosa/server/platform';
import { loadRequired, MemberRef, TenantRef, UserRef } from '../member/member.graphql';
import { readMemberships, type MemberRow, type TenantRow, type UserRow } from '../member/member.read';
import { registerTenant } from '../tenant/register-tenant';
import { readSecondFactor, type SecondFactorRow } from '../second-factor/second-factor';
import { logIn, type SignedIn } from './log-in';
import { logOut } from './log-out';
import { noSuchTenant, switchTenant } from './switch-tenant';
import { isMemberContext, liveSessions, viewerOf, type MemberContext } from './viewer';

const SecondFactorType = builder.objectRef<SecondFactorRow>('SecondFactor').implement({
  fields: (t) => ({
    enabledAt: t.expose('enabledAt', { type: 'DateTime' }),
    recoveryCodesLeft: t.exposeInt('recoveryCodesLeft'),
  }),
});

export const ViewerType = builder.objectRef<MemberContext>('Viewer').implement({
  fields: (t) => ({
    user: t.field({
      type: UserRef,
      resolve: ({ actor }, _args, ctx) => loadRequired<UserRow>(ctx, 'User', actor.userId),
    }),
    member: t.field({
      type: MemberRef,
      resolve: ({ actor }, _args, ctx) => loadRequired<MemberRow>(ctx, 'Member', actor.memberId),
    }),
    tenant: t.field({
      type: TenantRef,
      resolve: ({ tenantId }, _args, ctx) => loadRequired<TenantRow>(ctx, 'Tenant', tenantId),
    }),
    permissions: t.stringList({ resolve: ({ permissions }) => [...permissions].sort() }),
    secondFactor: t.field({
      type: SecondFactorType,
      nullable: true,
      description: 'Null while the password alone signs in.',
      resolve: (viewer) => readSecondFactor(viewer),
    }),
    memberships: t.field({ type: [MemberRef], resolve: (viewer) => readMemberships(viewer) }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    nullable: true,
    authScopes: { public: true },
    resolve: (_root, _args, { tenant }) => (isMemberContext(tenant) ? tenant : null),
  }),
);

export const SessionPayload = builder
  .objectRef<Payload<{ token: string; viewer: MemberContext }>>('SessionPayload')
  .implement({
    description:
      '`token` is for API clients that cannot keep cookies; the dashboard uses the httpOnly cookie set with it.',
    fields: (t) => ({
      viewer: t.field({ type: ViewerType, nullable: true, resolve: ({ value }) => value?.viewer ?? null }),
      token: t.string({ nullable: true, resolve: ({ value }) => value?.token ?? null }),
      userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
    }),
  });
const LogoutPayload = builder
  .objectRef<{ ok: boolean }>('LogoutPayload')
  .implement({ fields: (t) => ({ ok: t.exposeBoolean('ok') }) });

const RegisterInput = builder.inputType('RegisterInput', {
  fields: (t) => ({
    tenantName: t.string({ required: true }),
    name: t.string({ required: true }),
    email: t.field({ type: 'EmailAddress', required: true }),
    password: t.string({ required: true }),
    locale: t.string(),
    timeZone: t.string(),
  }),
});
const LoginInput = builder.inputType('LoginInput', {
  fields: (t) => ({ email: t.field({ type: 'EmailAddress', required: true }), password: t.string({ required: true }), code: t.string() }),
});
const SwitchTenantInput = builder.inputType('SwitchTenantInput', {
  fields: (t) => ({ tenantId: t.id({ required: true }) }),
});

/** From here on the rest of this operation is the new session's: its rights, its rows, its cookie. */
function actAs(ctx: GraphqlContext, tenant: MemberContext | null, token: string | null): void {
  ctx.tenant = tenant;
  ctx.loaders.clear();
  RequestCache.clearForContext(ctx);
  ctx.setSession(token);
}

export async function enter(
  ctx: GraphqlContext,
  { token, sessionId }: SignedIn,
): Promise<{ token: string; viewer: MemberContext }> {
  const [session] = await liveSessions(ctx.platform, [sessionId]);
  if (!session) throw new Error('A session that was just opened is not live.');
  const viewer = await viewerOf(ctx.platform, session);
  actAs(ctx, viewer, token);
  return { token, viewer };
}

builder.mutationFields((t) => ({
  register: t.field({
    type: SessionPayload,
    authScopes: { public: true },
    args: { input: t.arg({ type: RegisterInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => enter(ctx, await registerTenant(ctx.platform, input, ctx.request))),
  }),
  login: t.field({
    type: SessionPayload,
    authScopes: { public: true },
    args: { input: t.arg({ type: LoginInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(async () => enter(ctx, await logIn(ctx.platform, input, ctx.request))),
  }),
  logout: t.field({
    type: LogoutPayload,
    authScopes: { public: true },
    resolve: async (_root, _args, ctx) => {
      if (isMemberContext(ctx.tenant)) await logOut(ctx.tenant);
      actAs(ctx, null, null);
      return { ok: true };
    },
  }),
  switchTenant: t.field({
    type: SessionPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: SwitchTenantInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        if (!isMemberContext(ctx.tenant)) throw noSuchTenant();
        return enter(ctx, await switchTenant(ctx.tenant, { tenantId: rowId('Tenant', input.tenantId) }, ctx.request));
      }),
  }),
}));
