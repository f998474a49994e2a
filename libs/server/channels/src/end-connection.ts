import { LockMode } from '@mikro-orm/core';
import { unitOfWork, type TenantContext } from '@prosa/server/platform';
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
  const gone = isGone(answer);
  const trouble = gone ? null : answer instanceof GatewayError ? reasonOf(answer) : 'STILL_THERE';
  const stuck = ctx.platform.clock.now().getTime() - (channel.deletedAt?.getTime() ?? 0) > ENDS_WITHIN_MS;
  if (trouble && (stuck || trouble !== 'STILL_THERE')) {
    ctx.platform.logger.warn({ channelId: channel.id, problem: trouble }, 'an instance could not be deleted at Evolution yet; it is tried again');
  }
  await unitOfWork(ctx, async ({ em }) => {
    const row = await em.findOneOrFail(Channel, { id: channel.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const now = ctx.platform.clock.now();
    if (gone) row.state = 'NOT_CONNECTED';
    row.trouble = trouble;
    row.checkAt = gone ? null : later(now, row.deletedAt ?? now);
  });
}
