import { parseJid, type MessageKey, type WhatsAppGateway } from '@prosa/server/channels';
import { unitOfWork, type TenantContext } from '@prosa/server/platform';

export type ReceiptGateway = Pick<WhatsAppGateway, 'markRead'>;

const AT_ONCE = 50;
const MOST_ATTEMPTS = 4;
const FIRST_WAIT_MS = 10_000;
/** With the channel away for longer, nobody waits for these any more. */
const CHANNEL_AWAY_MS = 60_000;

interface Due {
  message_id: string;
  attempts: number | string;
  due_at: number | string;
  provider_id: string;
  remote_jid: string;
  instance_name: string;
  state: string;
}

/**
 * Tells the phone what of a conversation was read here. Best effort: what cannot be told after a few tries is forgotten, and never
 * in anybody's way. Returns when to go on; null when nothing is left.
 */
export async function tellRead(
  ctx: TenantContext,
  gateway: ReceiptGateway,
  conversationId: string,
): Promise<Date | null> {
  const now = ctx.platform.clock.now().getTime();
  const [first, ...more] = await readDue(ctx, conversationId);
  if (!first) return null;
  if (Number(first.due_at) > now) return new Date(Number(first.due_at));
  const batch = [first, ...more].filter(({ due_at }) => Number(due_at) <= now);
  const ids = batch.map(({ message_id }) => message_id);
  if (first.state !== 'CONNECTED') return later(ctx, ids, CHANNEL_AWAY_MS);
  const phoneJid = await phoneJidOf(ctx, conversationId);
  const keys = batch.flatMap((one): MessageKey[] => {
    const remoteJid = isPhone(one.remote_jid) ? one.remote_jid : phoneJid;
    // A chat that is known by its hidden id alone: Evolution would skip it without a word.
    return remoteJid ? [{ providerId: one.provider_id, remoteJid, fromMe: false }] : [];
  });
  try {
    if (keys.length > 0) await gateway.markRead(first.instance_name, keys);
  } catch (error) {
    ctx.platform.logger.debug({ err: error, conversationId }, 'the phone could not be told what was read');
    const wait = FIRST_WAIT_MS * 4 ** Number(first.attempts);
    return later(ctx, ids, wait * (0.8 + Math.random() * 0.4));
  }
  await forget(ctx, ids);
  return batch.length === AT_ONCE ? ctx.platform.clock.now() : null;
}

const isPhone = (jid: string | null) => parseJid(jid)?.kind === 'PHONE';

const readDue = (ctx: TenantContext, conversationId: string): Promise<Due[]> =>
  ctx.platform.db.read<Due & Record<string, never>>(
    `select r.message_id, r.attempts, r.due_at, m.provider_id, coalesce(m.remote_jid, c.remote_jid) as remote_jid, h.instance_name, h.state
       from read_receipt r join message m on m.id = r.message_id join conversation c on c.id = m.conversation_id join channel h on h.id = m.channel_id
      where r.tenant_id = ? and r.conversation_id = ? and h.deleted_at is null
      order by r.due_at, r.message_id limit ${AT_ONCE}`,
    [ctx.tenantId, conversationId],
  );

/** The name under which WhatsApp knows the number: as it came with any message of the thread, else made of the number itself. */
async function phoneJidOf(ctx: TenantContext, conversationId: string): Promise<string | null> {
  const [told] = await ctx.platform.db.read<{ remote_jid: string }>(
    `select remote_jid from message where tenant_id = ? and conversation_id = ? and remote_jid like '%@s.whatsapp.net' order by sort_key desc limit 1`,
    [ctx.tenantId, conversationId],
  );
  if (told) return told.remote_jid;
  const [identity] = await ctx.platform.db.read<{ value: string }>(
    `select i.value from contact_identity i join conversation c on c.contact_id = i.contact_id and c.tenant_id = i.tenant_id
      where c.tenant_id = ? and c.id = ? and i.kind = 'PHONE' order by i.id limit 1`,
    [ctx.tenantId, conversationId],
  );
  return identity ? `${identity.value.replace(/\D/g, '')}@s.whatsapp.net` : null;
}

const marks = (ids: readonly string[]) => ids.map(() => '?').join(', ');

async function later(ctx: TenantContext, ids: readonly string[], waitMs: number): Promise<Date | null> {
  const at = Math.round(ctx.platform.clock.now().getTime() + waitMs);
  return unitOfWork(ctx, async ({ em }) => {
    const where = `tenant_id = ? and message_id in (${marks(ids)})`;
    await em.execute(
      `update read_receipt set attempts = attempts + 1, due_at = ? where ${where}`,
      [at, ctx.tenantId, ...ids],
      'run',
    );
    await em.execute(
      `delete from read_receipt where ${where} and attempts >= ${MOST_ATTEMPTS}`,
      [ctx.tenantId, ...ids],
      'run',
    );
    const [left] = (await em.execute(
      `select count(*) as n from read_receipt where ${where}`,
      [ctx.tenantId, ...ids],
      'all',
    )) as { n: number | string }[];
    return Number(left?.n ?? 0) > 0 ? new Date(at) : null;
  });
}

async function forget(ctx: TenantContext, ids: readonly string[]): Promise<void> {
  await unitOfWork(ctx, ({ em }) =>
    em.execute(
      `delete from read_receipt where tenant_id = ? and message_id in (${marks(ids)})`,
      [ctx.tenantId, ...ids],
      'run',
    ),
  );
}
