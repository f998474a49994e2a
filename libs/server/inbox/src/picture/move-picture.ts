import { newId, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { ContactPicture } from './contact-picture.entity';
import { wakePictures } from './ask-pictures';

/** One contact became part of another: who stays keeps their own picture, else has the other's. A file that nobody has any more goes. */
export async function mergePictures(unit: UnitOfWork, fromContactId: string, intoContactId: string): Promise<void> {
  const { em } = unit;
  await em.flush();
  const pictures = await em.find(
    ContactPicture,
    { contactId: { $in: [fromContactId, intoContactId] } },
    { refresh: true },
  );
  const theirs = pictures.find(({ contactId }) => contactId === fromContactId);
  const own = pictures.find(({ contactId }) => contactId === intoContactId);
  if (!theirs || theirs.state === 'DROPPED') return;
  const [kept, gone] = own?.state === 'SHOWN' || theirs.state !== 'SHOWN' ? [own ?? theirs, theirs] : [theirs, own];
  if (gone && gone !== kept) {
    // Its row stands for the contact that is gone, until the file is.
    gone.contactId = newId();
    Object.assign(gone, { state: 'DROPPED', dueAt: new Date(0), attempts: 0 });
    await em.flush();
  }
  if (kept.contactId === intoContactId) return;
  kept.contactId = intoContactId;
  // Browsers may have an earlier picture of who stays under the same number.
  kept.version = Math.max(kept.version, own?.version ?? 0) + 1;
  await em.flush();
}

/** Two were taken apart: whose picture it was, WhatsApp says. */
export async function askPicturesAnew(ctx: TenantContext, unit: UnitOfWork, contactId: string): Promise<void> {
  const picture = await unit.em.findOne(ContactPicture, { contactId }, { refresh: true });
  if (!picture || picture.state === 'DROPPED') return;
  Object.assign(picture, { dueAt: ctx.platform.clock.now(), attempts: 0 });
  wakePictures(ctx, unit, picture.channelId);
}
