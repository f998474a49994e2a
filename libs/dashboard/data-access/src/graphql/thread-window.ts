import type { FieldPolicy, Reference } from '@apollo/client';

/** As many messages of a thread as are kept at hand: to scroll through a long past must not make the page heavier. */
export const THREAD_WINDOW = 320;

interface Edge {
  readonly cursor: string;
  readonly node: Reference;
}
interface Page {
  readonly edges: readonly Edge[];
  readonly pageInfo: {
    readonly __typename?: 'PageInfo';
    /** Older ones follow. */
    readonly hasNextPage: boolean;
    readonly endCursor?: string | null;
    /** Newer ones precede. */
    readonly hasPreviousPage?: boolean;
    readonly startCursor?: string | null;
  };
}

/**
 * `Conversation.messages`, newest first, as one run without gaps that moves over the thread: a page at either end (`after`,
 * `before`) and a newest page that meets it are joined to it, anything else takes its place. What is too much falls off at the
 * other end, and can be asked for again.
 */
export const threadWindow = (limit = THREAD_WINDOW): FieldPolicy<Page, Page> => ({
  keyArgs: false,
  // A message that was taken back is not in the cache any more.
  read: (kept, { canRead }) =>
    !kept || kept.edges.every(({ node }) => canRead(node))
      ? kept
      : { ...kept, edges: kept.edges.filter(({ node }) => canRead(node)) },
  merge: (existing, incoming, { args, readField }) => {
    if (!existing || args?.['around']) return incoming;
    const known = new Set(existing.edges.map(({ node }) => node.__ref));
    const meets = incoming.edges.some(({ node }) => known.has(node.__ref));
    if (!args?.['after'] && !args?.['before'] && !meets) return incoming;
    const keyOf = ({ node }: Edge) => readField<string>('sortKey', node) ?? '';
    const added = incoming.edges.filter(({ node }) => !known.has(node.__ref));
    const edges = [...existing.edges, ...added].sort((a, b) =>
      keyOf(a) > keyOf(b) ? -1 : keyOf(a) < keyOf(b) ? 1 : 0,
    );
    return shortened(
      edges,
      endsOf(existing, incoming, keyOf, Boolean(args?.['before'])),
      args?.['after'] ? 'newest' : 'oldest',
      limit,
    );
  },
});

/** Each end is told of by the page that reaches further; where both end alike, by the one that was read last. */
function endsOf(
  existing: Page,
  incoming: Page,
  keyOf: (edge: Edge) => string,
  towardsNew: boolean,
): { older: boolean; newer: boolean } {
  const [oldestKnown, oldestRead] = [existing, incoming].map(({ edges }) => edges.at(-1));
  const [newestKnown, newestRead] = [existing, incoming].map(({ edges }) => edges[0]);
  const oldest = !oldestRead ? towardsNew : oldestKnown && keyOf(oldestKnown) < keyOf(oldestRead);
  const newest = !newestRead ? !towardsNew : newestKnown && keyOf(newestKnown) > keyOf(newestRead);
  return {
    older: (oldest ? existing : incoming).pageInfo.hasNextPage,
    newer: (newest ? existing : incoming).pageInfo.hasPreviousPage ?? false,
  };
}

function shortened(
  edges: Edge[],
  { older, newer }: { older: boolean; newer: boolean },
  drop: 'newest' | 'oldest',
  limit: number,
): Page {
  const over = Math.max(0, edges.length - limit);
  const kept = drop === 'newest' ? edges.slice(over) : edges.slice(0, edges.length - over);
  return {
    edges: kept,
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: older || (over > 0 && drop === 'oldest'),
      hasPreviousPage: newer || (over > 0 && drop === 'newest'),
      // One that came live has no cursor: the next that has one gives a page that overlaps a little.
      startCursor: kept.find(({ cursor }) => cursor)?.cursor ?? null,
      endCursor: kept.findLast(({ cursor }) => cursor)?.cursor ?? null,
    },
  };
}
