import type { Conversation } from '../inbox.model';
import type { PickOption } from '../sharing/pick-option';
import { type Label, labelName, sameLabel } from './label';

/** The key of the line that makes a new label: no label has an empty id. */
export const NEW = '';

/** Every label with how many of these conversations have it, and one to make, where the word is new. */
export function labelOptions(
  labels: readonly Label[],
  conversations: readonly Pick<Conversation, 'labels'>[],
  query: string,
  wordsForNew: (name: string) => string,
): PickOption[] {
  const options = labels.map(({ id, name, colour }): PickOption => {
    const count = conversations.filter((one) => one.labels.includes(name)).length;
    return { key: id, words: name, colour, chosen: count === 0 ? false : count === conversations.length || 'some' };
  });
  const name = labelName(query);
  if (!name || sameLabel(labels, name)) return options;
  return [...options, { key: NEW, words: wordsForNew(name), icon: 'plus', always: true }];
}

/** The labels after one was ticked or unticked; null when nothing changes. */
export function withLabel(labels: readonly string[], name: string, on: boolean): string[] | null {
  if (labels.includes(name) === on) return null;
  return on ? [...labels, name] : labels.filter((other) => other !== name);
}
