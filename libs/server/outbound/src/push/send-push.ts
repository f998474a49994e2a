import { liveSessions, viewerOf } from '@prosa/server/identity';
import { viewersOf } from '@prosa/server/inbox';
import {
  globalId,
  systemContext,
  unitOfWork,
  type JobHandler,
  type Platform,
  type Sweep,
  type TenantContext,
} from '@prosa/server/platform';
import { NotificationSetting } from '../notification/notification.entities';
import { linkOf } from '../notification/notification-link';
import { countUnread, readForPush } from '../notification/notification.read';
import type { OnTold } from '../notification/tell-members';
import { bodyOf, hiddenBodyOf, testBody } from '../notification/words';
import type { BrowserKeys } from './endpoint-rules';
import { PushDelivery, PushSubscription } from './push.entities';
import { forget, queueDelivery, sealContext } from './push-subscriptions';
import type { SendPush } from './web-push-sender';

/** What was read meanwhile, on a screen that is open, need not be pushed. */
export const PUSH_DELAY_MS = 8_000;
const AGAIN_AFTER_MS = [30_000, 2 * 60_000, 10 * 60_000];
const LONGEST_BODY = 200;
const KIND = 'push.send';

/** Puts what a member is told of on its way to each of their browsers. */
export const queuePush: OnTold = async (ctx, unit, { id, memberId }) => {
  const dueAt = new Date(ctx.platform.clock.now().getTime() + PUSH_DELAY_MS);
  for (const subscription of await unit.em.find(PushSubscription, { memberId }))
    await queueDelivery(ctx, unit, subscription.id, id, dueAt);
};

/** Job `push.send`, one delivery at a time. What a push service refuses for good takes its browser off; what it cannot take now is tried again. */
export function sendPushJob(platform: Platform, send: SendPush): JobHandler {
  const sent = platform.metrics.counter('prosa_push_total', 'Pushes handed to push services, by outcome', ['outcome']);
  return {
    kind: KIND,
    concurrency: 4,
    run: async ({ key, tenantId }) => {
      if (!tenantId) return;
      const ctx = systemContext(platform, tenantId, 'push');
      const delivery = await ctx.em.findOne(PushDelivery, { id: key });
      if (!delivery) return;
      if (delivery.dueAt > platform.clock.now()) return { again: delivery.dueAt };
      const subscription = await ctx.em.findOne(PushSubscription, { id: delivery.subscriptionId });
      const payload = subscription && (await payloadOf(platform, subscription, delivery));
      if (!payload) return drop(ctx, key);
      const keys = JSON.parse(platform.secrets.open(subscription.sealed, sealContext(subscription.id))) as BrowserKeys;
      const status = await send(keys, payload, topicOf(delivery)).catch(() => 0);
      const outcome = outcomeOf(status);
      sent.inc({ outcome });
      if (outcome === 'gone') return removeBrowser(ctx, subscription.id);
      const wait = AGAIN_AFTER_MS[delivery.attempts];
      if (outcome !== 'later' || wait === undefined) return drop(ctx, key);
      const dueAt = new Date(platform.clock.now().getTime() + wait * (0.8 + Math.random() * 0.4));
      await unitOfWork(ctx, async ({ em }) => {
        const row = await em.findOne(PushDelivery, { id: key });
        if (row) Object.assign(row, { dueAt, attempts: row.attempts + 1 });
      });
      return { again: dueAt };
    },
  };
}

/** 0: no answer. A browser that is gone, or that another key subscribed, never comes back. */
export function outcomeOf(status: number): 'sent' | 'gone' | 'later' | 'refused' {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 404 || status === 410 || status === 401 || status === 403) return 'gone';
  return status === 0 || status === 429 || status >= 500 ? 'later' : 'refused';
}

/** Until it was taken, a newer one of the same takes its place at the push service. */
const topicOf = ({ notificationId, id }: PushDelivery): string => (notificationId ?? id).replaceAll('-', '');

/** What to show; null when there is nothing to show any more: it was read, is looked at, is out of sight, or nobody is signed in there. */
async function payloadOf(
  platform: Platform,
  subscription: PushSubscription,
  delivery: PushDelivery,
): Promise<string | null> {
  const [session] = await liveSessions(platform, [subscription.sessionId]);
  if (!session || session.member_id !== subscription.memberId) return null;
  const viewer = await viewerOf(platform, session);
  const { tenantId, locale } = viewer;
  if (!delivery.notificationId)
    return JSON.stringify({ id: null, tag: 'test', title: 'Prosa', body: testBody(locale), url: '/' });
  const row = await readForPush(viewer, delivery.notificationId);
  if (!row || row.readAt) return null;
  if (viewersOf(platform.moments, tenantId).has(`${subscription.memberId} ${row.subjectId}`)) return null;
  const setting = await viewer.em.findOne(NotificationSetting, { memberId: subscription.memberId });
  const hidden = setting?.hideText ?? false;
  const body = hidden ? hiddenBodyOf(row, locale) : bodyOf(row, locale);
  return JSON.stringify({
    id: globalId('Notification', row.id),
    tag: row.id,
    title: hidden ? 'Prosa' : row.name,
    body: body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY - 1)}…` : body,
    url: linkOf(row),
    at: row.toldAt.getTime(),
    unread: await countUnread(viewer),
  });
}

const drop = (ctx: TenantContext, id: string): Promise<void> =>
  unitOfWork(ctx, async ({ em }) => void (await em.nativeDelete(PushDelivery, { id })));

const removeBrowser = (ctx: TenantContext, id: string): Promise<void> =>
  unitOfWork(ctx, async (unit) => {
    const row = await unit.em.findOne(PushSubscription, { id });
    if (row) await forget(unit, row);
  });

export const pushSweep = ({ db, clock }: Platform): Sweep => ({
  kind: KIND,
  find: async (limit) => {
    const rows = await db.read<{ id: string; tenant_id: string }>(
      `select id, tenant_id from push_delivery where due_at <= ? order by due_at limit ${Number(limit)}`,
      [clock.now().getTime()],
    );
    return rows.map(({ id, tenant_id }) => ({ kind: KIND, key: id, tenantId: tenant_id }));
  },
});
