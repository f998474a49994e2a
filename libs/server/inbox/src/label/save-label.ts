import { newId, NotFound, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { requireRight } from '../conversation/conversation.policy';
import { ConversationLabel, Label, type LabelColour } from './label.entity';
import { colourOf, labelChanged, labelName } from './set-labels';

const MOST_LABELS = 500;

/** An absent field stays as it is. */
export interface SaveLabel {
  id?: string | null;
  name?: string | null;
  colour?: LabelColour | null;
}

/** Makes a label, renames or recolours one. Its conversations keep it under its new name. Throws NotFound, UserProblem. */
export async function saveLabel(ctx: TenantContext, input: SaveLabel): Promise<Label> {
  requireRight(ctx, 'inbox:manage');
  return unitOfWork(ctx, async (unit) => {
    const label = input.id ? await findLabel(unit, input.id) : null;
    const name = input.name == null && label ? label.name : labelName(input.name ?? '', 'name');
    const same = await unit.em.findOne(Label, { name });
    if (same && same.id !== label?.id)
      throw new UserProblem('TAKEN', 'There is a label of this name already.', ['name']);
    if (!label) return makeLabel(ctx, unit, name, input.colour);
    const changes: Record<string, [unknown, unknown]> = {};
    if (name !== label.name) {
      changes['name'] = [label.name, name];
      await renameEverywhere(ctx, unit, label, name);
      label.name = name;
    }
    if (input.colour && input.colour !== label.colour) {
      changes['colour'] = [label.colour, input.colour];
      label.colour = input.colour;
    }
    if (Object.keys(changes).length > 0) unit.append(labelChanged(label, changes));
    return label;
  });
}

/** Takes a label off every conversation and away. Throws NotFound. */
export async function deleteLabel(ctx: TenantContext, id: string): Promise<{ type: 'Label'; id: string }> {
  requireRight(ctx, 'inbox:manage');
  return unitOfWork(ctx, async (unit) => {
    const label = await findLabel(unit, id);
    await renameEverywhere(ctx, unit, label, null);
    await unit.em.nativeDelete(ConversationLabel, { labelId: id });
    unit.em.remove(label);
    unit.append({
      type: 'LABEL_DELETED',
      node: { type: 'Label', id },
      audience: { kind: 'tenant' },
      changes: { name: [label.name, null] },
    });
    return { type: 'Label', id };
  });
}

async function findLabel(unit: UnitOfWork, id: string): Promise<Label> {
  const label = await unit.em.findOne(Label, { id });
  if (!label) throw new NotFound('Label');
  return label;
}

async function makeLabel(
  ctx: TenantContext,
  unit: UnitOfWork,
  name: string,
  colour: LabelColour | null | undefined,
): Promise<Label> {
  if ((await unit.em.count(Label)) >= MOST_LABELS)
    throw new UserProblem('TOO_MANY', `At most ${MOST_LABELS} labels.`, ['name']);
  const label = unit.em.create(Label, {
    id: newId(),
    tenantId: ctx.tenantId,
    name,
    colour: colour ?? colourOf(name),
    createdAt: ctx.platform.clock.now(),
  });
  unit.append(labelChanged(label, { name: [null, name], colour: [null, label.colour] }));
  return label;
}

/** In one statement, however many conversations have it: one event of the label tells them all. `null` takes it off. */
async function renameEverywhere(
  ctx: TenantContext,
  unit: UnitOfWork,
  label: Label,
  name: string | null,
): Promise<void> {
  await unit.em.flush();
  const [array, elements] =
    ctx.platform.db.dialect === 'sqlite'
      ? ['json_group_array', 'json_each(conversation.labels) one']
      : ['jsonb_agg', 'jsonb_array_elements_text(conversation.labels) one(value)'];
  const renamed =
    name === null
      ? [`select ${array}(one.value) from ${elements} where one.value <> ?`, [label.name]]
      : [`select ${array}(case when one.value = ? then ? else one.value end) from ${elements}`, [label.name, name]];
  await unit.em.execute(
    `update conversation set labels = coalesce((${renamed[0] as string}), '[]')
      where tenant_id = ? and id in (select conversation_id from conversation_label where tenant_id = ? and label_id = ?)`,
    [...(renamed[1] as string[]), ctx.tenantId, ctx.tenantId, label.id],
    'run',
  );
}
