import { createHash } from 'node:crypto';
import {
  AccessDenied,
  newId,
  unitOfWork,
  UserProblem,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { readBrowserKeys, type BrowserKeys } from './endpoint-rules';
import { PushDelivery, PushSubscription } from './push.entities';

/** Browsers of one member; who has more has forgotten some. */
const MOST = 20;

export const sealContext = (id: string): string => `push:${id}`;
const hashOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex');

/** This browser, in this session, may be pushed to. Said again it is the same one, of whoever says so. Throws UserProblem. */
export async function savePushSubscription(ctx: TenantContext, keys: BrowserKeys): Promise<void> {
  const { memberId, sessionId } = signedIn(ctx);
  readBrowserKeys(keys, ctx.platform.config.pushHosts);
  const endpointHash = hashOf(keys.endpoint);
  await unitOfWork(ctx, async ({ em }) => {
    const known = await em.findOne(PushSubscription, { endpointHash });
    if (!known && (await em.count(PushSubscription, { memberId })) >= MOST)
      throw new UserProblem('TOO_MANY', `At most ${MOST} devices.`, ['endpoint']);
    const id = known?.id ?? newId();
    const sealed = ctx.platform.secrets.seal(JSON.stringify(keys), sealContext(id));
    if (known) Object.assign(known, { memberId, sessionId, sealed });
    else
      em.create(PushSubscription, {
        id,
        tenantId: ctx.tenantId,
        memberId,
        sessionId,
        endpointHash,
        sealed,
        createdAt: ctx.platform.clock.now(),
      });
  });
}

/** No more pushes to this browser; one that is not known needs none. */
export async function removePushSubscription(ctx: TenantContext, endpoint: string): Promise<void> {
  const { memberId } = signedIn(ctx);
  await unitOfWork(ctx, async (unit) => {
    const row = await unit.em.findOne(PushSubscription, { endpointHash: hashOf(endpoint), memberId });
    if (row) await forget(unit, row);
  });
}

/** With what was to be pushed to it. */
export async function forget({ em }: UnitOfWork, row: PushSubscription): Promise<void> {
  await em.nativeDelete(PushDelivery, { subscriptionId: row.id });
  em.remove(row);
}

/** Asks for a push to the browsers of this session, to see whether it arrives: how many there are. */
export async function sendTestPush(ctx: TenantContext): Promise<number> {
  const { memberId, sessionId } = signedIn(ctx);
  return unitOfWork(ctx, async (unit) => {
    const rows = await unit.em.find(PushSubscription, { memberId, sessionId });
    for (const { id } of rows) await queueDelivery(ctx, unit, id, null, ctx.platform.clock.now());
    return rows.length;
  });
}

/** One delivery of a notification to a browser at a time: what comes while it waits goes with it. */
export async function queueDelivery(
  { platform, tenantId }: TenantContext,
  unit: UnitOfWork,
  subscriptionId: string,
  notificationId: string | null,
  dueAt: Date,
): Promise<void> {
  if (await unit.em.findOne(PushDelivery, { subscriptionId, notificationId })) return;
  const id = newId();
  unit.em.create(PushDelivery, { id, tenantId, subscriptionId, notificationId, dueAt, attempts: 0 });
  unit.afterCommit(() => platform.jobs.enqueue({ kind: 'push.send', key: id, tenantId, runAt: dueAt }));
}

function signedIn({ actor }: TenantContext): { memberId: string; sessionId: string } {
  if (actor.kind !== 'member') throw new AccessDenied('FORBIDDEN');
  return actor;
}
