import { LockMode } from '@mikro-orm/core';
import { GatewayError, type WhatsAppGateway } from '@prosa/server/channels';
import { sniffType, unitOfWork, type BlobStore, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Conversation, Message } from '../inbox.entities';
import { appendMessageEvent } from '../message/message.events';
import { wakeMedia } from './attach';
import { Attachment, type AttachmentState } from './attachment.entity';

export interface MediaPorts {
  gateway: Pick<WhatsAppGateway, 'fetchMedia'>;
  blobs: BlobStore;
}

/** WhatsApp's "no longer there" can also mean "not there yet": it is asked a few times. Whoever does not answer, longer. */
const MOST_REFUSALS = 3;
const MOST_ATTEMPTS = 8;
const LONGEST_WAIT_MS = 60 * 60_000;

interface Due {
  state: AttachmentState;
  size: number | null;
  due_at: number | null;
  attempts: number;
  deleted_at: number | null;
  provider_id: string | null;
  instance_name: string;
  channel_deleted_at: number | null;
}
type Outcome = { bytes: Buffer; fileName: string | null } | { failureCode: string; final: boolean };

/** Does what is due for one file: fetches it, or removes that of a deleted message. The time of the next try when there is one. */
export async function fetchMedia(ctx: TenantContext, ports: MediaPorts, id: string): Promise<Date | null> {
  const { clock, config } = ctx.platform;
  const due = await readDue(ctx, id);
  if (!due || due.due_at === null) return null;
  if (due.due_at > clock.now().getTime()) return new Date(due.due_at);
  if (due.deleted_at !== null) return remove(ctx, ports.blobs, id);
  const outcome = await ask(ports, due, config.largestMediaBytes);
  if (!('bytes' in outcome)) return recordFailure(ctx, id, due, outcome);
  await keepFile(ctx, ports.blobs, id, outcome);
  return null;
}

async function readDue(ctx: TenantContext, id: string): Promise<Due | null> {
  const [row] = await ctx.platform.db.read<Record<string, string | number | null>>(
    `select a.state, a.size, a.due_at, a.attempts, m.deleted_at, m.provider_id, h.instance_name, h.deleted_at as channel_deleted_at
       from attachment a join message m on m.id = a.message_id join channel h on h.id = m.channel_id
      where a.tenant_id = ? and a.id = ?`,
    [ctx.tenantId, id],
  );
  if (!row) return null;
  const number = (value: string | number | null | undefined) => (value == null ? null : Number(value));
  return {
    ...(row as unknown as Due),
    size: number(row['size']),
    due_at: number(row['due_at']),
    deleted_at: number(row['deleted_at']),
    channel_deleted_at: number(row['channel_deleted_at']),
  };
}

async function ask({ gateway }: MediaPorts, due: Due, limit: number): Promise<Outcome> {
  if (due.channel_deleted_at !== null || due.provider_id === null) return { failureCode: 'CHANNEL_GONE', final: true };
  if ((due.size ?? 0) > limit) return { failureCode: 'TOO_LARGE', final: true };
  try {
    const file = await gateway.fetchMedia({ instance: due.instance_name, providerId: due.provider_id, limit });
    return file.bytes.length > limit ? { failureCode: 'TOO_LARGE', final: true } : file;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    // Answered, and longer than is read.
    if (error.kind === 'REFUSED' && error.status !== null && error.status < 300)
      return { failureCode: 'TOO_LARGE', final: true };
    const refused = error.status === 400 && error.kind !== 'NOT_CONNECTED';
    const tries = due.attempts + 1;
    return refused
      ? { failureCode: 'EXPIRED', final: tries >= MOST_REFUSALS }
      : { failureCode: 'UNREACHABLE', final: tries >= MOST_ATTEMPTS };
  }
}

/** Whole in the store first, then READY. */
export async function keepFile(
  ctx: TenantContext,
  blobs: BlobStore,
  id: string,
  { bytes, fileName }: { bytes: Buffer; fileName: string | null },
): Promise<void> {
  await blobs.put(ctx.tenantId, id, bytes);
  const kept = await change(ctx, id, (attachment, message) => {
    if (message.deletedAt) return false;
    // Evolution makes up a name where the message has none: only documents are called by one.
    const named = message.kind === 'DOCUMENT' ? (fileName?.slice(0, 200) ?? null) : null;
    Object.assign(attachment, {
      state: 'READY',
      mimeType: sniffType(bytes),
      size: bytes.length,
      fileName: attachment.fileName ?? named,
      dueAt: null,
      failureCode: null,
    });
    return true;
  });
  // Deleted while the file was on its way: what was written goes again.
  if (!kept) await remove(ctx, blobs, id);
}

async function recordFailure(
  ctx: TenantContext,
  id: string,
  due: Due,
  { failureCode, final }: { failureCode: string; final: boolean },
): Promise<Date | null> {
  const wait = Math.min(LONGEST_WAIT_MS, 2_000 * 4 ** due.attempts) * (0.8 + Math.random() * 0.4);
  const again = final ? null : new Date(Math.round(ctx.platform.clock.now().getTime() + wait));
  await change(ctx, id, (attachment, message) => {
    if (message.deletedAt) return;
    attachment.attempts += 1;
    attachment.dueAt = again;
    if (final) Object.assign(attachment, { state: 'FAILED', failureCode });
  });
  return again;
}

/** One that is not here is fetched anew, because somebody opened it. */
export async function fetchAnew(ctx: TenantContext, id: string): Promise<void> {
  await change(ctx, id, (attachment, message, unit) => {
    if (attachment.state === 'PENDING' || message.deletedAt) return;
    Object.assign(attachment, { state: 'PENDING', attempts: 0, dueAt: ctx.platform.clock.now(), failureCode: null });
    wakeMedia(ctx, unit, id);
  });
}

/** Changes a file's row and tells those who see its conversation when its state changed. */
function change<T>(
  ctx: TenantContext,
  id: string,
  apply: (attachment: Attachment, message: Message, unit: UnitOfWork) => T,
): Promise<T | null> {
  return unitOfWork(ctx, async (unit) => {
    const known = await unit.em.findOne(Attachment, { id });
    const place = known && (await unit.em.findOne(Message, { id: known.messageId }));
    if (!known || !place) return null;
    // In the order in which the drain takes them: the conversation, then what is in it.
    const conversation = await unit.em.findOne(
      Conversation,
      { id: place.conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const message = await unit.em.refresh(place);
    const attachment = await unit.em.refresh(known);
    if (!conversation || !message || !attachment) return null;
    const before = attachment.state;
    const result = apply(attachment, message, unit);
    if (attachment.state !== before)
      appendMessageEvent(unit, 'MESSAGE_STATUS_CHANGED', conversation, message, {
        attachment: [before, attachment.state],
      });
    return result;
  });
}

async function remove(ctx: TenantContext, blobs: BlobStore, id: string): Promise<null> {
  await blobs.remove(ctx.tenantId, id);
  await unitOfWork(ctx, async ({ em }) => void (await em.nativeDelete(Attachment, { id })));
  return null;
}
