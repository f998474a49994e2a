import { readConversations } from '@prosa/server/inbox';
import { NotFound, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { Notification } from './notification.entities';
import { notificationChanged } from './notification.events';
import { readNotifications } from './notification.read';

/**
 * Read by the caller, on every device: these, and all of these conversations. Answers which of them were unread. Throws NotFound for
 * what is not theirs or out of their sight; then nothing is read.
 */
export async function markNotificationsRead(
  ctx: TenantContext,
  { ids, conversationIds }: { ids: readonly string[]; conversationIds: readonly string[] },
): Promise<string[]> {
  const { memberId } = ctx.sight;
  const [known, inSight] = [await readNotifications(ctx, ids), await readConversations(ctx, conversationIds)];
  if (!memberId || known.length < new Set(ids).size) throw new NotFound('Notification');
  if (inSight.length < new Set(conversationIds).size) throw new NotFound('Conversation');
  return unitOfWork(ctx, async (unit) => {
    const rows = await unit.em.find(Notification, {
      memberId,
      readAt: null,
      $or: [{ id: { $in: [...ids] } }, { subjectId: { $in: [...conversationIds] }, topic: { $ne: 'CHANNEL' } }],
    });
    for (const row of rows) {
      row.readAt = ctx.platform.clock.now();
      unit.append(notificationChanged(row));
    }
    return rows.map(({ id }) => id);
  });
}
