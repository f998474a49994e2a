import { LockMode } from '@mikro-orm/core';
import { unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { GatewayError, type WhatsAppGateway } from './evolution';
import { changeTended, reasonOf, tried } from './change-tended';
import { Channel } from './channels.entities';
import { recordEvidence } from './record-evidence';

const FIRST_LOOK_MS = 5_000;
const LAST_LOOK_MS = 5 * 60_000;
/** Evolution deletes within seconds, unless the delivery of that very event is held up. */
export const ENDS_WITHIN_MS = 5 * 60_000;

const isGone = (answer: unknown) => answer instanceof GatewayError && answer.kind === 'NOT_FOUND';
const isUnlinked = (answer: unknown) => answer instanceof GatewayError && (answer.kind === 'NOT_CONNECTED' || answer.kind === 'INVALID');

/** Longer each time, and not all channels at once when Evolution comes back. */
function later(now: Date, since: Date): Date {
  const waited = now.getTime() - since.getTime();
  return new Date(now.getTime() + Math.min(LAST_LOOK_MS, Math.max(FIRST_LOOK_MS, waited / 2)) * (0.8 + Math.random() * 0.4));
}

/** From when on a deletion counts as one that does not end. */
const overdueAt = (deletedAt: Date): Date => new Date(deletedAt.getTime() + ENDS_WITHIN_MS);

/** Unlinks the phone, again and again until Evolution has done it. An instance that is gone or closed is as good as logged out. */
export async function unlinkPhone(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<void> {
  const asked = ctx.platform.clock.now();
  const answer = await tried(gateway.logout(channel.instanceName));
  await changeTended(ctx, channel, async (unit, row) => {
    if (answer instanceof GatewayError && !isGone(answer) && !isUnlinked(answer)) {
      await recordEvidence(ctx, unit, row, { kind: 'UNPROVEN', reason: reasonOf(answer) }, `evolution answer: ${answer.kind}`, asked);
      row.checkAt = later(ctx.platform.clock.now(), row.logoutRequestedAt ?? asked);
      return;
    }
    row.logoutRequestedAt = null;
    row.checkAt = null;
    // What Evolution said of it meanwhile is not newer than that it has done it.
    await recordEvidence(ctx, unit, row, { kind: 'DISCONNECTED_BY_US' }, 'evolution answer: logout', ctx.platform.clock.now());
  });
}

/** Deleting is asynchronous at Evolution and can be held up there: asked again until the instance is really gone. */
export async function removeInstance(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<void> {
  await tried(gateway.logout(channel.instanceName)); // best effort: delete ends the session too
  const answer = await tried(gateway.deleteInstance(channel.instanceName));
  const trouble = isGone(answer) ? null : answer instanceof GatewayError ? reasonOf(answer) : 'STILL_THERE';
  const overdue = ctx.platform.clock.now() >= overdueAt(channel.deletedAt as Date);
  if (trouble && (overdue || trouble !== 'STILL_THERE')) {
    ctx.platform.logger.warn({ channelId: channel.id, problem: trouble }, 'an instance could not be deleted at Evolution yet; it is tried again');
  }
  await unitOfWork(ctx, async (unit) => {
    const row = await unit.em.findOneOrFail(Channel, { id: channel.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    noteRemoval(ctx.platform.clock.now(), unit, row, trouble);
  });
}

/**
 * What the last look has shown. A deletion that takes too long becomes visible (`channelRemovals`) by the passing of time alone: a look falls on
 * that moment, and tells the log of it; those after it tell only what is new.
 */
function noteRemoval(now: Date, unit: UnitOfWork, row: Channel, trouble: string | null): void {
  const due = overdueAt(row.deletedAt as Date);
  const isFirst = !row.checkAt || row.checkAt <= due;
  const before = row.trouble ?? null;
  if (now >= due && (isFirst ? (trouble ?? before) !== null : trouble !== before))
    unit.append({
      type: 'CHANNEL_REMOVAL_CHANGED',
      node: { type: 'Channel', id: row.id },
      changes: { problem: [isFirst ? null : before, trouble] },
      audience: { kind: 'tenant' },
    });
  if (trouble === null) row.state = 'NOT_CONNECTED';
  row.trouble = trouble;
  const next = later(now, row.deletedAt as Date);
  row.checkAt = trouble === null ? null : now < due && next > due ? due : next;
}
