import type { TenantContext } from '@prosa/server/platform';
import type { PictureState } from './contact-picture.entity';

export interface PictureRow {
  id: string;
  contactId: string;
  mimeType: string;
  version: number;
}

/** Where the picture is to be had, under the product's own address; null while there is none. */
export const picturePath = (picture: { contactId: string; version: number; state?: PictureState }): string | null =>
  picture.state && picture.state !== 'SHOWN' ? null : `/media/contacts/${picture.contactId}?v=${picture.version}`;

/** The pictures of these contacts, of whom the caller knows already that they are in sight. One statement. */
export async function readPictures(
  ctx: TenantContext,
  contactIds: readonly string[],
): Promise<Map<string, PictureRow>> {
  if (contactIds.length === 0) return new Map();
  const rows = await ctx.platform.db.read<Record<string, string | number>>(
    `select id, contact_id, mime_type, version from contact_picture
      where tenant_id = ? and state = 'SHOWN' and contact_id in (${contactIds.map(() => '?').join(', ')})`,
    [ctx.tenantId, ...contactIds],
  );
  return new Map(
    rows.map((row) => [
      String(row['contact_id']),
      {
        id: String(row['id']),
        contactId: String(row['contact_id']),
        mimeType: String(row['mime_type']),
        version: Number(row['version']),
      },
    ]),
  );
}
