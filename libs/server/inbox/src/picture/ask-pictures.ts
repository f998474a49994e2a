import type { Identity } from '@prosa/server/crm';
import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';

const REFRESH_MS = 7 * 24 * 60 * 60_000;
const AT_ONCE = 400;

/** What WhatsApp tells of somebody's picture unasked: which it is (`pictureSource`), or that there is none. */
export interface ToldPicture {
  identities: readonly Identity[];
  source: string | null;
}

/** Who wrote just now: their picture is asked for when it never was, or not within a week. */
export async function notePicturesSeen(
  ctx: TenantContext,
  unit: UnitOfWork,
  channelId: string,
  contactIds: ReadonlySet<string>,
): Promise<void> {
  const old = ctx.platform.clock.now().getTime() - REFRESH_MS;
  await ask(
    ctx,
    unit,
    channelId,
    [...contactIds],
    `contact_picture.due_at is null and contact_picture.checked_at < ${old}`,
  );
}

/**
 * Somebody's picture is another than is here, or is said to be gone: it is asked for. What was told is not believed by itself, for
 * a synchronisation tells of everybody that there is none.
 */
export async function notePicturesTold(
  ctx: TenantContext,
  unit: UnitOfWork,
  channelId: string,
  told: readonly ToldPicture[],
): Promise<void> {
  const wanted = new Map(
    told.flatMap(({ identities, source }) => identities.map((one) => [key(one), source] as const)),
  );
  const values = [...new Set(told.flatMap(({ identities }) => identities.map(({ value }) => value)))];
  if (values.length === 0) return;
  await unit.em.flush();
  const changed = new Set<string>();
  for (let at = 0; at < values.length; at += AT_ONCE) {
    const some = values.slice(at, at + AT_ONCE);
    const known = (await unit.em.execute(
      `select i.kind, i.value, i.contact_id, p.state, p.source from contact_identity i
         left join contact_picture p on p.tenant_id = i.tenant_id and p.contact_id = i.contact_id
        where i.tenant_id = ? and i.kind <> 'GROUP' and i.value in (${some.map(() => '?').join(', ')})`,
      [ctx.tenantId, ...some],
      'all',
    )) as (Identity & { contact_id: string; state: string | null; source: string | null })[];
    for (const { kind, value, contact_id, state, source } of known) {
      const now = wanted.get(key({ kind, value }));
      const shown = state === 'SHOWN' ? source : null;
      if (now !== undefined && now !== shown) changed.add(contact_id);
    }
  }
  await ask(ctx, unit, channelId, [...changed], `contact_picture.state <> 'DROPPED'`);
}

const key = ({ kind, value }: Identity): string => `${kind}:${value}`;

/** Notes that pictures are to be asked for now: those that were never, and those that `again` says. */
async function ask(
  ctx: TenantContext,
  unit: UnitOfWork,
  channelId: string,
  contactIds: readonly string[],
  again: string,
): Promise<void> {
  const now = ctx.platform.clock.now().getTime();
  let noted = 0;
  for (let at = 0; at < contactIds.length; at += AT_ONCE) {
    const some = contactIds.slice(at, at + AT_ONCE).sort();
    const rows = (await unit.em.execute(
      `insert into contact_picture (id, tenant_id, contact_id, channel_id, state, version, due_at, attempts)
         values ${some.map(() => `(?, ?, ?, ?, 'NONE', 0, ?, 0)`).join(', ')}
       on conflict (tenant_id, contact_id) do update set channel_id = excluded.channel_id, due_at = excluded.due_at, attempts = 0
         where ${again} returning id`,
      some.flatMap((contactId) => [newId(), ctx.tenantId, contactId, channelId, now]),
      'all',
    )) as unknown[];
    noted += rows.length;
  }
  if (noted > 0) wakePictures(ctx, unit, channelId);
}

/** After the commit, has the pictures that are due on a channel seen to. */
export function wakePictures(ctx: TenantContext, unit: UnitOfWork, channelId: string): void {
  unit.afterCommit(() =>
    ctx.platform.jobs.enqueue({ kind: 'contact.picture', key: channelId, tenantId: ctx.tenantId }),
  );
}
