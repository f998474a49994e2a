import {
  AccessDenied, API_SCOPES, isPerson, narrowed, newId, unitOfWork, UserProblem, type ApiScope, type TenantContext,
} from '@prosa/server/platform';
import { isMemberContext } from '../session/viewer';
import { requireText } from '../text-rules';
import { ApiKey } from './api-key.entity';
import { newSecret } from './key-secret';

export interface CreateApiKey {
  name: string;
  scopes: readonly ApiScope[];
  /** Never, when absent. */
  expiresAt?: Date | null;
}
const LONGEST_NAME = 80;
/** Whoever needs more wants one for each customer, which is what scopes and members are for. */
const MOST_KEYS = 50;

/** Makes a key of the caller's own. The secret is in the answer alone. A key makes no keys. Throws UserProblem. */
export async function createApiKey(ctx: TenantContext, input: CreateApiKey): Promise<{ key: ApiKey; secret: string }> {
  if (!isPerson(ctx) || !isMemberContext(ctx) || !ctx.permissions.has('apikey:create')) throw new AccessDenied('FORBIDDEN', 'apikey:create');
  const { memberId } = ctx.actor;
  const now = ctx.platform.clock.now();
  const name = requireText(input.name, 'name', LONGEST_NAME);
  const scopes = API_SCOPES.filter((scope) => input.scopes.includes(scope));
  if (scopes.length === 0) throw new UserProblem('REQUIRED', 'Choose what the key may do.', ['scopes']);
  const idle = scopes.find((scope) => narrowed(ctx.permissions, [scope]).size === 0);
  if (idle) throw new UserProblem('NOT_PERMITTED', `Your role has nothing of ${idle}.`, ['scopes']);
  if (input.expiresAt && input.expiresAt <= now) throw new UserProblem('INVALID', 'This is in the past.', ['expiresAt']);
  const { secret, prefix, secretHash } = newSecret();
  return unitOfWork(ctx, async ({ em }) => {
    const usable = await em.count(ApiKey, { memberId, revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] });
    if (usable >= MOST_KEYS) throw new UserProblem('TOO_MANY', `At most ${MOST_KEYS} keys. Revoke one first.`);
    const key = em.create(ApiKey, {
      id: newId(),
      tenantId: ctx.tenantId,
      memberId,
      name,
      prefix,
      secretHash,
      scopes,
      createdAt: now,
      lastUsedAt: null,
      expiresAt: input.expiresAt ?? null,
      revokedAt: null,
    });
    return { key, secret };
  });
}
