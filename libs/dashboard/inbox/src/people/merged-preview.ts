import type { MergeSideFragment } from '@prosa/dashboard/data-access';

type Named = Pick<MergeSideFragment, 'name' | 'nameSource'>;
export type MergeSide = Named &
  Pick<MergeSideFragment, 'phones' | 'optedOut'> & {
    readonly conversations: {
      readonly edges: readonly { readonly node: { readonly id: string; readonly channel: { readonly id: string } } }[];
    };
  };

/** What one contact will be that is made of two. */
export interface MergedPreview {
  readonly name: string;
  /** The name is the other one's: a person typed it, or nobody had named the one that stays. */
  readonly nameOfOther: boolean;
  readonly phones: readonly string[];
  readonly optedOut: boolean;
  readonly conversations: number;
  /** Threads on the same number: each two of them become one. */
  readonly joined: number;
}

/** As the server ranks them, the worst first. */
const SOURCES: readonly Named['nameSource'][] = ['NONE', 'PHONE_NUMBER', 'WHATSAPP', 'MEMBER'];
const rank = ({ nameSource }: Named): number => SOURCES.indexOf(nameSource);

/** Says beforehand what `mergeContacts` does. */
export function mergedPreview(kept: MergeSide, gone: MergeSide): MergedPreview {
  const nameOfOther = rank(gone) > rank(kept);
  const channels = (side: MergeSide) => side.conversations.edges.map(({ node }) => node.channel.id);
  const own = new Set(channels(kept));
  const joined = channels(gone).filter((id) => own.has(id)).length;
  return {
    name: (nameOfOther ? gone : kept).name,
    nameOfOther,
    phones: [...new Set([...kept.phones, ...gone.phones].map(String))],
    optedOut: kept.optedOut || gone.optedOut,
    conversations: channels(kept).length + channels(gone).length - joined,
    joined,
  };
}

/** Which of the two stays when nobody has chosen: the one whose name a person typed, else the one that was there first. */
export function betterKept<Side extends Named & { readonly createdAt: unknown }>(one: Side, other: Side): Side {
  if (rank(one) !== rank(other)) return rank(one) > rank(other) ? one : other;
  return String(other.createdAt) < String(one.createdAt) ? other : one;
}
