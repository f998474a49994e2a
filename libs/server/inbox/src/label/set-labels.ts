import { newId, UserProblem, type UnitOfWork } from '@prosa/server/platform';
import type { Conversation } from '../inbox.entities';
import { ConversationLabel, Label, LABEL_COLOURS, type LabelColour } from './label.entity';

const MOST_LABELS = 20;
const LONGEST_LABEL = 40;

/** A label's name as it is kept. Throws UserProblem. */
export function labelName(typed: string, path: string): string {
  const name = typed.trim().replace(/\s+/g, ' ');
  if (name === '') throw new UserProblem('REQUIRED', 'Give the label a name.', [path]);
  if (name.length > LONGEST_LABEL)
    throw new UserProblem('TOO_LONG', `A label has at most ${LONGEST_LABEL} characters.`, [path]);
  return name;
}

/** The names as they are kept, each once. Throws UserProblem. */
export function labelNames(typed: readonly string[]): string[] {
  const names = [...new Set(typed.filter((name) => name.trim() !== '').map((name) => labelName(name, 'labels')))];
  if (names.length > MOST_LABELS) throw new UserProblem('TOO_MANY', `At most ${MOST_LABELS} labels.`, ['labels']);
  return names;
}

/** A new label has a colour of its own at once, always the same for the same name. */
export function colourOf(name: string): LabelColour {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return LABEL_COLOURS[sum % LABEL_COLOURS.length] as LabelColour;
}

export const labelChanged = (label: Label, changes: Record<string, [unknown, unknown]>) => ({
  type: 'LABEL_CHANGED' as const,
  node: { type: 'Label', id: label.id },
  audience: { kind: 'tenant' as const },
  changes,
});

/** Gives a conversation exactly these labels; those that the tenant does not have yet are made. */
export async function setLabels(unit: UnitOfWork, conversation: Conversation, names: readonly string[]): Promise<void> {
  const { id, tenantId, lastActivityAt } = conversation;
  const before = new Set(conversation.labels);
  if (before.size === names.length && names.every((name) => before.has(name))) return;
  const labels = await labelsNamed(unit, tenantId, names, conversation.createdAt);
  await unit.em.flush();
  await unit.em.nativeDelete(ConversationLabel, { conversationId: id });
  for (const { id: labelId } of labels)
    unit.em.create(ConversationLabel, { conversationId: id, labelId, tenantId, lastActivityAt });
  conversation.labels = [...names];
}

async function labelsNamed(unit: UnitOfWork, tenantId: string, names: readonly string[], now: Date): Promise<Label[]> {
  const known = await unit.em.find(Label, { name: { $in: [...names] } });
  const missing = names.filter((name) => known.every((label) => label.name !== name));
  if (missing.length === 0) return known;
  // Two who make the same word at once make one label of it.
  for (const name of missing) {
    const row = { id: newId(), tenantId, name, colour: colourOf(name), createdAt: now };
    await unit.em.execute(
      `insert into label (id, tenant_id, name, colour, created_at) values (?, ?, ?, ?, ?) on conflict (tenant_id, name) do nothing`,
      [row.id, tenantId, name, row.colour, now.getTime()],
      'run',
    );
  }
  const made = await unit.em.find(Label, { name: { $in: missing } });
  for (const label of made)
    unit.append(labelChanged(label, { name: [null, label.name], colour: [null, label.colour] }));
  return [...known, ...made];
}
