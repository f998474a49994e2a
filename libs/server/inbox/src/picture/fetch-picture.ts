import { LockMode } from '@mikro-orm/core';
import { GatewayError, type WhatsAppGateway } from '@prosa/server/channels';
import { appendContactEvent, Contact } from '@prosa/server/crm';
import { sniffType, unitOfWork, type BlobStore, type TenantContext } from '@prosa/server/platform';
import { scopesOf } from '../people/take-contacts';
import { ContactPicture } from './contact-picture.entity';
import { PictureRefused, type DownloadPicture } from './download-picture';
import { pictureSource } from './picture-source';
import { picturePath } from './picture.read';

export interface PicturePorts {
  gateway: Pick<WhatsAppGateway, 'profilePictureUrl'>;
  blobs: BlobStore;
  downloadPicture: DownloadPicture;
}

/** Between two pictures of one number: WhatsApp minds who asks for many at once. */
const PAUSE_MS = 2_000;
const FIRST_WAIT_MS = 60_000;
const MOST_ATTEMPTS = 3;
const TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

interface Due {
  id: string;
  state: string;
  source: string | null;
  due_at: number | string;
  instance_name: string;
  recipient: string | null;
}
type Found = { bytes: Buffer; mimeType: string; source: string } | 'SAME' | 'NONE' | 'FAILED';

/** Does the next thing that is due for the pictures on a channel. Returns when to go on; null when nothing is left. */
export async function fetchNextPicture(
  ctx: TenantContext,
  ports: PicturePorts,
  channelId: string,
): Promise<Date | null> {
  const now = ctx.platform.clock.now().getTime();
  const due = await readNext(ctx, channelId);
  if (!due) return null;
  if (Number(due.due_at) > now) return new Date(Number(due.due_at));
  if (due.state === 'DROPPED') await remove(ctx, ports, due.id);
  else await record(ctx, ports, due.id, await look(ports, due));
  return new Date(ctx.platform.clock.now().getTime() + jittered(PAUSE_MS));
}

const jittered = (ms: number): number => Math.round(ms * (0.8 + Math.random() * 0.4));

/** Whoever has no thread on the channel is asked for by their number. */
async function readNext(ctx: TenantContext, channelId: string): Promise<Due | undefined> {
  const [row] = await ctx.platform.db.read<Due & Record<string, never>>(
    `select p.id, p.state, p.source, p.due_at, h.instance_name, coalesce(
        (select c.remote_jid from conversation c where c.tenant_id = p.tenant_id and c.contact_id = p.contact_id and c.channel_id = p.channel_id limit 1),
        (select i.value from contact_identity i where i.tenant_id = p.tenant_id and i.contact_id = p.contact_id and i.kind = 'PHONE' order by i.id limit 1)
      ) as recipient
       from contact_picture p join channel h on h.id = p.channel_id
      where p.tenant_id = ? and p.channel_id = ? and p.due_at is not null and ${WORKABLE}
      order by p.due_at, p.id limit 1`,
    [ctx.tenantId, channelId],
  );
  return row;
}
/** Nobody answers for a number that is not connected; its turn comes when it is. */
export const WORKABLE = `(p.state = 'DROPPED' or (h.state = 'CONNECTED' and h.deleted_at is null))`;

async function look({ gateway, downloadPicture }: PicturePorts, due: Due): Promise<Found> {
  if (!due.recipient) return 'NONE';
  try {
    const url = await gateway.profilePictureUrl(due.instance_name, due.recipient);
    if (!url) return 'NONE';
    const source = pictureSource(url);
    if (due.state === 'SHOWN' && due.source === source) return 'SAME';
    const bytes = await downloadPicture(url, due.instance_name);
    const mimeType = sniffType(bytes);
    return TYPES.has(mimeType) ? { bytes, mimeType, source } : 'FAILED';
  } catch (error) {
    if (error instanceof GatewayError || error instanceof PictureRefused) return 'FAILED';
    throw error;
  }
}

async function record(ctx: TenantContext, { blobs }: PicturePorts, id: string, found: Found): Promise<void> {
  if (typeof found === 'object') await blobs.put(ctx.tenantId, id, found.bytes);
  const now = ctx.platform.clock.now();
  const left = await unitOfWork(ctx, async (unit) => {
    const known = await unit.em.findOne(ContactPicture, { id });
    // In the order in which the drain takes them: the contact, then what hangs on it.
    const contact =
      known && (await unit.em.findOne(Contact, { id: known.contactId }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    const picture = known && (await unit.em.refresh(known));
    if (!picture) return 'NOTHING';
    if (picture.state === 'DROPPED') return picture.state;
    const before = picturePath(picture);
    if (found === 'FAILED' && picture.attempts + 1 < MOST_ATTEMPTS) {
      picture.dueAt = new Date(now.getTime() + jittered(FIRST_WAIT_MS * 10 ** picture.attempts));
      picture.attempts += 1;
      return picture.state;
    }
    Object.assign(picture, { dueAt: null, attempts: 0, checkedAt: now });
    if (found === 'NONE') Object.assign(picture, { state: 'NONE', mimeType: null, source: null });
    if (typeof found === 'object') {
      const { mimeType, source } = found;
      Object.assign(picture, { state: 'SHOWN', mimeType, source, version: picture.version + 1 });
    }
    const after = picturePath(picture);
    // The contact's version stays: nobody who is just typing a name has to look at it again.
    if (contact && before !== after)
      appendContactEvent(unit, 'CONTACT_CHANGED', contact, await scopesOf(unit, contact.id), {
        avatarUrl: [before, after],
      });
    return picture.state;
  });
  if (left === 'NOTHING' || left === 'NONE') await blobs.remove(ctx.tenantId, id);
}

async function remove(ctx: TenantContext, { blobs }: PicturePorts, id: string): Promise<void> {
  await blobs.remove(ctx.tenantId, id);
  await unitOfWork(ctx, async ({ em }) => void (await em.nativeDelete(ContactPicture, { id, state: 'DROPPED' })));
}
