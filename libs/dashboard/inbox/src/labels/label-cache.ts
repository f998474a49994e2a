import type { ApolloCache } from '@apollo/client';
import { LabelsDocument } from './labels.documents';
import type { Label } from './label';

/** A label that was made or changed elsewhere: the list has it, in its place by name. */
export function keepLabel(cache: ApolloCache, label: Label): void {
  cache.updateQuery({ query: LabelsDocument }, (data) =>
    data ? { ...data, labels: [...data.labels.filter(({ id }) => id !== label.id), label].sort(byName) } : undefined,
  );
}

export function dropLabel(cache: ApolloCache, id: string): void {
  cache.updateQuery({ query: LabelsDocument }, (data) =>
    data ? { ...data, labels: data.labels.filter((label) => label.id !== id) } : undefined,
  );
}

/** One event tells of all its conversations: whatever of them is at hand has the new name, or none. */
export function renameInConversations(cache: ApolloCache, from: string, to: string | null): void {
  const kept = cache.extract() as Record<string, { __typename?: string } | undefined>;
  for (const [id, object] of Object.entries(kept)) {
    if (object?.__typename !== 'Conversation') continue;
    cache.modify({
      id,
      fields: {
        labels: (labels: unknown) => {
          if (!Array.isArray(labels) || !labels.includes(from)) return labels;
          return labels.flatMap((name: string) => (name !== from ? [name] : to === null ? [] : [to]));
        },
      },
    });
  }
}

const byName = (a: Label, b: Label): number => a.name.localeCompare(b.name);
