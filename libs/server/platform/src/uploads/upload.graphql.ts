import type { TenantContext } from '../context/context';
import { builder } from '../graphql/builder';
import { nodeType } from '../graphql/node';
import { payload, payloadType } from '../graphql/payload';
import { createUpload } from './create-upload';
import { Upload } from './upload.entity';

type UploadView = Pick<Upload, 'id' | 'expiresAt'>;
const UploadRef = builder.objectRef<UploadView>('Upload');

nodeType(UploadRef, {
  right: 'inbox:send',
  description: 'A file that is announced, and then of the member who announced it until something takes it.',
  load: async (tenant, ids) => {
    if (tenant.actor.kind !== 'member') return new Map();
    const { memberId } = tenant.actor;
    const found = await tenant.em.find(Upload, { id: { $in: [...ids] }, memberId, state: { $ne: 'GONE' } });
    return new Map(found.map((upload) => [upload.id, upload]));
  },
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      description: "PUT the bytes here, once, with the session's credentials.",
      resolve: ({ id }, _args, { platform }) => `${platform.config.publicUrl}/media/uploads/${id}`,
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
});

const UploadPayload = payloadType<UploadView>('UploadPayload', 'upload', UploadRef as never);
const CreateUploadInput = builder.inputType('CreateUploadInput', {
  fields: (t) => ({
    fileName: t.string({ required: true }),
    mimeType: t.string({ required: true }),
    size: t.int({ required: true }),
  }),
});

builder.mutationField('createUpload', (t) =>
  t.field({
    type: UploadPayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: CreateUploadInput, required: true }) },
    resolve: (_root, { input }, { tenant }) => payload(() => createUpload(tenant as TenantContext, input)),
  }),
);
