import type { Moment, Moments } from '@prosa/server/platform';

/** Members who look at a conversation, and those of them who write in it. */
const VIEWING = 'VIEWING';
const WRITING = 'WRITING';
/** Whoever looks, does so as long as the subscription lives. */
const FOR_LONG_MS = 20 * 24 * 60 * 60_000;
/** A browser says it again while its member types on. */
export const WRITING_FOR_MS = 8_000;

export interface Present {
  memberId: string;
  typing: boolean;
}

/** A member can have a conversation open twice. */
const open = new WeakMap<Moments, Map<string, number>>();

/** A member looks at a conversation, until the answer is called. */
export function beginViewing(moments: Moments, tenantId: string, about: string, who: string): () => void {
  const counts = open.get(moments) ?? new Map<string, number>();
  open.set(moments, counts);
  const key = `${tenantId} ${about} ${who}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  moments.begin(tenantId, { topic: VIEWING, about, who, what: VIEWING }, FOR_LONG_MS);
  let over = false;
  return () => {
    if (over) return;
    over = true;
    const left = (counts.get(key) ?? 1) - 1;
    if (left > 0) return void counts.set(key, left);
    counts.delete(key);
    moments.end(tenantId, { topic: WRITING, about, who });
    moments.end(tenantId, { topic: VIEWING, about, who });
  };
}

export function noteWriting(moments: Moments, tenantId: string, about: string, who: string, typing: boolean): void {
  const moment = { topic: WRITING, about, who };
  if (typing) moments.begin(tenantId, { ...moment, what: WRITING }, WRITING_FOR_MS);
  else moments.end(tenantId, moment);
}

/** Whether a moment changes who is there, for others than `me`. */
export const isPresence = ({ topic, about, who }: Moment, conversationId: string, me: string): boolean =>
  (topic === VIEWING || topic === WRITING) && about === conversationId && who !== me;

/** Who else is there, each once, in the order of their coming. */
export function presentIn(moments: Moments, tenantId: string, conversationId: string, me: string): Present[] {
  const there = new Map<string, Present>();
  for (const moment of moments.now(tenantId)) {
    if (!isPresence(moment, conversationId, me)) continue;
    const typing = moment.topic === WRITING || there.get(moment.who)?.typing === true;
    there.set(moment.who, { memberId: moment.who, typing });
  }
  return [...there.values()];
}

/** All who look at a conversation now, as `<member> <conversation>`. */
export const viewersOf = (moments: Moments, tenantId: string): ReadonlySet<string> =>
  new Set(
    moments
      .now(tenantId)
      .filter(({ topic }) => topic === VIEWING)
      .map(({ who, about }) => `${who} ${about}`),
  );
