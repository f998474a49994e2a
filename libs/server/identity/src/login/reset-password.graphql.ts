import { builder, payload, UserErrorType, type Payload } from '@prosa/server/platform';
import { enter, SessionPayload } from '../session/session.graphql';
import { requestPasswordReset, resetPassword } from './reset-password';

const RequestPasswordResetPayload = builder.objectRef<Payload<true>>('RequestPasswordResetPayload').implement({
  fields: (t) => ({
    ok: t.boolean({ description: 'True also for an e-mail that nobody has: it tells nothing.', resolve: () => true }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});
const RequestPasswordResetInput = builder.inputType('RequestPasswordResetInput', {
  fields: (t) => ({ email: t.field({ type: 'EmailAddress', required: true }) }),
});
const ResetPasswordInput = builder.inputType('ResetPasswordInput', {
  fields: (t) => ({ token: t.string({ required: true }), password: t.string({ required: true }), code: t.string() }),
});

builder.mutationFields((t) => ({
  requestPasswordReset: t.field({
    type: RequestPasswordResetPayload,
    authScopes: { public: true },
    args: { input: t.arg({ type: RequestPasswordResetInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload<true>(async () => {
        await requestPasswordReset(ctx.platform, input, ctx.request);
        return true;
      }),
  }),
  resetPassword: t.field({
    type: SessionPayload,
    authScopes: { public: true },
    args: { input: t.arg({ type: ResetPasswordInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(async () => enter(ctx, await resetPassword(ctx.platform, input, ctx.request))),
  }),
}));
