import { LockMode } from '@mikro-orm/core';
import { unitOfWork, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { GatewayError } from './evolution';
import { Channel } from './channels.entities';
import { nextCheck } from './next-check';
import { clearCode } from './record-evidence';

/**
 * Writes down what a call to Evolution has shown. `seen` is the channel as it was before the call: when a member has asked
 * for something else meanwhile, what an earlier attempt still answers no longer counts. Afterwards the channel is due later.
 */
export async function changeTended(ctx: TenantContext, seen: Channel, change: (unit: UnitOfWork, channel: Channel) => void | Promise<void>): Promise<void> {
  await unitOfWork(ctx, async (unit) => {
    const channel = await unit.em.findOneOrFail(Channel, { id: seen.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (channel.connectAttempt !== seen.connectAttempt) return;
    await change(unit, channel);
    const now = ctx.platform.clock.now();
    if (channel.qrExpiresAt && channel.qrExpiresAt <= now) clearCode(channel);
    if (!channel.deletedAt && channel.checkAt && channel.checkAt <= now) channel.checkAt = nextCheck(channel, now);
  });
}

export const KEY_REFUSED = 'EVOLUTION_KEY_REFUSED';

/** Why Evolution did not do what it was asked, as a code that the dashboard puts into words. */
export function reasonOf({ kind }: GatewayError): string {
  if (kind === 'UNREACHABLE' || kind === 'TIMEOUT_UNKNOWN') return 'EVOLUTION_UNREACHABLE';
  return kind === 'UNAUTHORISED' ? KEY_REFUSED : 'EVOLUTION_REFUSED';
}

/** What `call` answers, or the error that it was refused with; anything else goes up. */
export async function tried<T>(call: Promise<T>): Promise<T | GatewayError> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}
