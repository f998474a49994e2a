import { newId, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { EvolutionServer } from '../channels.entities';
import { ENDS_WITHIN_MS } from '../end-connection';
import { plainUrl, readServerUrl } from './host-rules';
import { keyContext, ownServersOf } from './own-servers';
import { holdServer } from './hold-server';

/** Null: the tenant's channels are on the operator's server. */
export const readServer = (ctx: TenantContext): Promise<EvolutionServer | null> => ctx.em.fork().findOne(EvolutionServer, { tenantId: ctx.tenantId });

/** Whether the operator lets tenants have servers of their own. */
export const mayHaveServer = ({ platform: { config } }: TenantContext): boolean => config.evolution !== null && config.evolutionHosts.length > 0;

/** Which server it is, is for those alone who may choose one: they read it. */
const CHANGED = { type: 'EVOLUTION_SERVER_CHANGED', node: null, audience: { kind: 'tenant' } } as const;

const KEY = /^[\x21-\x7e]{1,500}$/;

/** Keeps what was tested, for all channels to come. The same server may get another key at any time. */
export async function saveServer(ctx: TenantContext, input: { url: string; apiKey: string }): Promise<EvolutionServer> {
  const { platform, tenantId } = ctx;
  const url = plainUrl(readServerUrl(input.url, mayHaveServer(ctx) ? platform.config.evolutionHosts : []));
  const apiKey = input.apiKey.trim();
  if (!KEY.test(apiKey)) throw new UserProblem('KEY_REFUSED', 'This is no key.', ['apiKey']);
  if ((await readServer(ctx))?.url !== url) await requireUnused(ctx);
  await ownServersOf(platform).test(url, apiKey);
  return unitOfWork(ctx, async (unit) => {
    await holdServer(ctx, unit);
    const kept = await unit.em.findOne(EvolutionServer, { tenantId });
    if (kept?.url !== url) await requireUnused(ctx, unit);
    const now = platform.clock.now();
    const id = kept?.id ?? newId();
    const given = { url, apiKeySealed: platform.secrets.seal(apiKey, keyContext(id)), updatedAt: now };
    unit.append(CHANGED);
    if (!kept) return unit.em.create(EvolutionServer, { tenantId, id, ...given, createdAt: now });
    kept.version += 1;
    return Object.assign(kept, given);
  });
}

/** Back to the operator's. */
export async function removeServer(ctx: TenantContext): Promise<null> {
  return unitOfWork(ctx, async (unit) => {
    await holdServer(ctx, unit);
    const kept = await unit.em.findOne(EvolutionServer, { tenantId: ctx.tenantId });
    if (!kept) return null;
    await requireUnused(ctx, unit);
    unit.em.remove(kept);
    unit.append(CHANGED);
    return null;
  });
}

/** A channel stays where it was made: its phone is linked there. One that is being deleted is waited for, but not for ever. */
async function requireUnused(ctx: TenantContext, { em }: Pick<UnitOfWork, 'em'> = ctx): Promise<void> {
  const since = ctx.platform.clock.now().getTime() - ENDS_WITHIN_MS;
  const rows = await em.execute(
    `select id from channel where tenant_id = ? and (deleted_at is null or (check_at is not null and deleted_at > ?)) limit 1`,
    [ctx.tenantId, since],
    'all',
  );
  if (rows.length > 0)
    throw new UserProblem('IN_USE', 'Numbers are connected by the present server. Delete them first, and wait until they are gone.', ['url']);
}
