import {
  builder,
  DeletePayload,
  IdInput,
  nodeType,
  payload,
  payloadType,
  rowId,
  type TenantContext,
} from '@prosa/server/platform';
import { LABEL_COLOURS } from './label.entity';
import { readAllLabels, readLabels, type LabelRow } from './label.read';
import { deleteLabel, saveLabel } from './save-label';

const LabelColourEnum = builder.enumType('LabelColour', { values: LABEL_COLOURS });

export const LabelRef = builder.objectRef<LabelRow>('Label');
nodeType(LabelRef, {
  right: 'inbox:read',
  description: 'A word that conversations are sorted by; `Conversation.labels` holds its name.',
  load: async (tenant, ids) => new Map((await readLabels(tenant, ids)).map((row) => [row.id, row])),
  fields: (t) => ({
    name: t.exposeString('name'),
    colour: t.expose('colour', { type: LabelColourEnum }),
  }),
});

const LabelPayload = payloadType<LabelRow>('LabelPayload', 'label', LabelRef as never);
const SaveLabelInput = builder.inputType('SaveLabelInput', {
  fields: (t) => ({ id: t.id(), name: t.string(), colour: t.field({ type: LabelColourEnum }) }),
});

builder.queryField('labels', (t) =>
  t.field({
    description: 'Every label of the tenant, by name.',
    type: [LabelRef],
    authScopes: { right: 'inbox:read' },
    resolve: (_root, _args, ctx) => readAllLabels(ctx.tenant as TenantContext),
  }),
);

builder.mutationFields((t) => ({
  saveLabel: t.field({
    description:
      'Makes, renames or recolours a label. A name that a conversation is given and that is unknown makes one, too.',
    type: LabelPayload,
    authScopes: { right: 'inbox:manage' },
    args: { input: t.arg({ type: SaveLabelInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const label = await saveLabel(ctx.tenant as TenantContext, {
          ...input,
          id: input.id ? rowId('Label', input.id) : null,
        });
        return { id: label.id, name: label.name, colour: label.colour };
      }),
  }),
  deleteLabel: t.field({
    description: 'Takes it off every conversation.',
    type: DeletePayload,
    authScopes: { right: 'inbox:manage' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(() => deleteLabel(ctx.tenant as TenantContext, rowId('Label', input.id))),
  }),
}));
