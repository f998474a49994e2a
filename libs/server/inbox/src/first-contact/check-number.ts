import { GatewayError, type Channel, type NumberOnWhatsApp } from '@prosa/server/channels';
import { unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { chargeFirstContact } from './first-contact-budget';
import { NumberCheck } from './first-contact.entities';

/** Asks WhatsApp who of these numbers is there; throws GatewayError. */
export type AskNumbers = (instanceName: string, numbers: readonly string[]) => Promise<NumberOnWhatsApp[]>;
export interface CheckedNumber {
  found: boolean;
  jid: string | null;
  lid: string | null;
}

const DAY_MS = 24 * 60 * 60_000;
/** People come to WhatsApp more often than they leave it. */
const KEPT_MS = { found: 30 * DAY_MS, missing: 7 * DAY_MS };

/**
 * Whether a number is on WhatsApp, by what was answered lately or else by asking; the one that is asked counts against the
 * channel's day, before it is. Throws UserProblem: DAILY_LIMIT, NUMBER_CHECK_FAILED.
 */
export async function checkNumber(
  ctx: TenantContext,
  channel: Channel,
  phone: string,
  ask: AskNumbers,
): Promise<CheckedNumber> {
  const known = await ctx.em.findOne(NumberCheck, { phone });
  const now = ctx.platform.clock.now();
  const keep = known?.found ? KEPT_MS.found : KEPT_MS.missing;
  if (known && now.getTime() - known.checkedAt.getTime() < keep)
    return { found: known.found, jid: known.jid ?? null, lid: known.lid ?? null };
  await unitOfWork(ctx, (unit) => chargeFirstContact(ctx, unit, channel, phone, ['phone']));
  const { exists: found, jid, lid } = await answerFor(ctx, channel, phone, ask);
  await unitOfWork(ctx, async ({ em }) => {
    await em.execute(
      `insert into number_check (tenant_id, phone, found, jid, lid, checked_at) values (?, ?, ?, ?, ?, ?)
       on conflict (tenant_id, phone) do update
         set found = excluded.found, jid = excluded.jid, lid = excluded.lid, checked_at = excluded.checked_at`,
      [ctx.tenantId, phone, found, jid, lid, now.getTime()],
      'run',
    );
  });
  return { found, jid, lid };
}

async function answerFor(ctx: TenantContext, { id, instanceName }: Channel, phone: string, ask: AskNumbers) {
  try {
    const [answer] = await ask(instanceName, [phone]);
    if (answer) return answer;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    ctx.platform.logger.warn({ problem: error.kind, channelId: id }, 'a number could not be looked up on WhatsApp');
  }
  throw new UserProblem(
    'NUMBER_CHECK_FAILED',
    'WhatsApp could not be asked about this number. Try again in a moment.',
    ['phone'],
  );
}
