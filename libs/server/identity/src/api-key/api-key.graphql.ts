import {
  API_SCOPES, builder, IdInput, nodeType, payload, payloadType, rowId, UserErrorType, type Payload, type TenantContext,
} from '@prosa/server/platform';
import { loadRequired, MemberRef } from '../member/member.graphql';
import type { MemberRow } from '../member/member.read';
import type { ApiKey } from './api-key.entity';
import { readApiKeys, readApiKeysById } from './api-key.read';
import { createApiKey } from './create-api-key';
import { revokeApiKey } from './revoke-api-key';

const ApiScopeEnum = builder.enumType('ApiScope', { values: API_SCOPES });
const ApiKeyRef = builder.objectRef<ApiKey>('ApiKey');

nodeType(ApiKeyRef, {
  right: 'apikey:create',
  description: 'A program that has it acts as the member who made it, within its scopes, and sees what the member sees.',
  load: readApiKeysById,
  fields: (t) => ({
    name: t.exposeString('name'),
    prefix: t.exposeString('prefix', { description: 'How its secret begins.' }),
    member: t.field({ type: MemberRef, resolve: ({ memberId }, _args, ctx) => loadRequired<MemberRow>(ctx, 'Member', memberId) }),
    scopes: t.field({ type: [ApiScopeEnum], resolve: ({ scopes }) => scopes }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'To about five minutes.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
  }),
});

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    scopes: t.field({ type: [ApiScopeEnum], required: true }),
    expiresAt: t.field({ type: 'DateTime' }),
  }),
});
const CreateApiKeyPayload = builder.objectRef<Payload<{ key: ApiKey; secret: string }>>('CreateApiKeyPayload').implement({
  description: '`secret` is shown this once.',
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyRef, nullable: true, resolve: ({ value }) => value?.key ?? null }),
    secret: t.string({ nullable: true, resolve: ({ value }) => value?.secret ?? null }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});
const ApiKeyPayload = payloadType<ApiKey>('ApiKeyPayload', 'apiKey', ApiKeyRef as never);

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKeyRef],
    description: "The caller's own, or those of all members for who manages them; the newest first.",
    authScopes: { right: 'apikey:create' },
    resolve: (_root, _args, { tenant }) => readApiKeys(tenant as TenantContext),
  }),
);

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreateApiKeyPayload,
    authScopes: { right: 'apikey:create' },
    args: { input: t.arg({ type: CreateApiKeyInput, required: true }) },
    resolve: (_root, { input }, { tenant }) => payload(() => createApiKey(tenant as TenantContext, input)),
  }),
  revokeApiKey: t.field({
    type: ApiKeyPayload,
    description: 'What uses it stops at once, open sockets and streams too.',
    authScopes: { right: 'apikey:create' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, { tenant }) => payload(() => revokeApiKey(tenant as TenantContext, rowId('ApiKey', input.id))),
  }),
}));
