import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter, type ApiScope } from '@prosa/server/platform';

/** By it a program acts as the member who made it, within its scopes. Only the SHA-256 of its secret is kept. */
export const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  filters: tenantFilter,
  indexes: [{ name: 'api_key_member_index', properties: ['tenantId', 'memberId'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    memberId: p.uuid(),
    name: p.string().length(80),
    /** The beginning of the secret, by which its holder knows which one it is. */
    prefix: p.string().length(16),
    secretHash: p.string().length(64).unique('api_key_secret_hash_unique'),
    scopes: p.json<ApiScope[]>(),
    createdAt: instant(),
    lastUsedAt: instant().nullable(),
    expiresAt: instant().nullable(),
    revokedAt: instant().nullable(),
  },
});
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
