import { builder, payload, payloadType, UserErrorType, type Payload } from '@prosa/server/platform';
import { memberOf } from '../profile/profile.graphql';
import { confirmSecondFactor, endSecondFactor, renewRecoveryCodes, startSecondFactor, type Setup } from './second-factor';

const SetupType = builder.objectRef<Setup>('SecondFactorSetup').implement({
  description: 'What an authenticator app is given; shown this once.',
  fields: (t) => ({ secret: t.exposeString('secret'), uri: t.exposeString('uri'), qrCode: t.exposeString('qrCode') }),
});
const StartPayload = payloadType<Setup>('StartSecondFactorPayload', 'setup', SetupType);
const CodesPayload = builder.objectRef<Payload<string[]>>('RecoveryCodesPayload').implement({
  description: 'The codes are shown this once; each opens the account one time.',
  fields: (t) => ({
    recoveryCodes: t.stringList({ nullable: true, resolve: ({ value }) => value }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});
const EndPayload = builder.objectRef<Payload<true>>('EndSecondFactorPayload').implement({
  fields: (t) => ({
    ok: t.boolean({ resolve: ({ value }) => value === true }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});
const PasswordInput = builder.inputType('StartSecondFactorInput', { fields: (t) => ({ password: t.string({ required: true }) }) });
const CodeInput = builder.inputType('ConfirmSecondFactorInput', { fields: (t) => ({ code: t.string({ required: true }) }) });
const ProofInput = builder.inputType('SecondFactorProofInput', {
  fields: (t) => ({ password: t.string({ required: true }), code: t.string({ required: true }) }),
});

builder.mutationFields((t) => ({
  startSecondFactor: t.field({
    type: StartPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: PasswordInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(() => startSecondFactor(memberOf(ctx), input)),
  }),
  confirmSecondFactor: t.field({
    type: CodesPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: CodeInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(() => confirmSecondFactor(memberOf(ctx), input)),
  }),
  renewRecoveryCodes: t.field({
    type: CodesPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: ProofInput, required: true }) },
    resolve: (_root, { input }, ctx) => payload(() => renewRecoveryCodes(memberOf(ctx), input)),
  }),
  endSecondFactor: t.field({
    type: EndPayload,
    authScopes: { person: true },
    args: { input: t.arg({ type: ProofInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload<true>(async () => {
        await endSecondFactor(memberOf(ctx), input);
        return true;
      }),
  }),
}));
