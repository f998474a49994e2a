import { builder, loaderOf, type TenantContext } from '@prosa/server/platform';
import { MessageRef } from '../message/message.refs';
import { ATTACHMENT_STATES } from './attachment.entity';
import { readAttachments, type AttachmentRow } from './attachment.read';

const AttachmentStateEnum = builder.enumType('AttachmentState', { values: ATTACHMENT_STATES });

const addressOf = ({ id }: AttachmentRow, publicUrl: string): string => `${publicUrl}/media/${id}`;

const AttachmentRef = builder.objectRef<AttachmentRow>('Attachment').implement({
  description:
    'The file of a message. `url` takes the same credentials as this API; opening one that FAILED has it fetched anew.',
  fields: (t) => ({
    url: t.field({ type: 'URL', resolve: (row, _args, { platform }) => addressOf(row, platform.config.publicUrl) }),
    mimeType: t.exposeString('mimeType', {
      description: 'As the sender calls it while PENDING; then what its bytes are.',
    }),
    fileName: t.exposeString('fileName', { nullable: true }),
    size: t.int({ nullable: true, resolve: ({ size }) => (size !== null && size < 2 ** 31 ? size : null) }),
    durationSeconds: t.exposeInt('durationSeconds', { nullable: true }),
    voice: t.exposeBoolean('voice', { description: 'Recorded in the chat, not a file.' }),
    videoNote: t.exposeBoolean('videoNote', { description: 'A round video message.' }),
    waveform: t.intList({
      description: 'How loud a recording is along its length: 64 values at most, 0 to 100. Empty when it was not told.',
      resolve: ({ waveform }) => waveform,
    }),
    thumbnailUrl: t.field({
      type: 'URL',
      nullable: true,
      resolve: (row, _args, { platform }) =>
        row.hasThumbnail ? `${addressOf(row, platform.config.publicUrl)}?thumbnail` : null,
    }),
    state: t.expose('state', { type: AttachmentStateEnum }),
  }),
});

builder.objectField(MessageRef, 'attachment', (t) =>
  t.field({
    type: AttachmentRef,
    nullable: true,
    resolve: (message, _args, ctx) =>
      message.deletedAt
        ? null
        : loaderOf<AttachmentRow>(ctx, 'attachment', async (messageIds) => {
            const rows = await readAttachments(ctx.tenant as TenantContext, messageIds);
            return new Map(rows.map((row) => [row.messageId, row]));
          }).load(message.id),
  }),
);
