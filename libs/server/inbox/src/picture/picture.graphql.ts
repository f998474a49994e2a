import { ContactRef } from '@prosa/server/crm';
import { builder, loaderOf, type TenantContext } from '@prosa/server/platform';
import { picturePath, readPictures, type PictureRow } from './picture.read';

builder.objectField(ContactRef, 'avatarUrl', (t) =>
  t.field({
    description:
      'Their profile picture on WhatsApp; takes the same credentials as this API. Another picture has another address.',
    type: 'URL',
    nullable: true,
    resolve: async ({ id }, _args, ctx) => {
      const picture = await loaderOf<PictureRow>(ctx, 'contact-picture', (ids) =>
        readPictures(ctx.tenant as TenantContext, ids),
      ).load(id);
      return picture ? `${ctx.platform.config.publicUrl}${picturePath(picture)}` : null;
    },
  }),
);
