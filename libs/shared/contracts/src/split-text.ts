/**
 * Parts of a text, none longer than `longest`: cut where a reader would pause. Paragraphs first, then lines, sentences and words;
 * only what has none of these is cut anywhere, and then not within a character. Together they say all of it.
 */
export function splitText(text: string, longest: number): string[] {
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const part = rest.length <= longest ? rest : rest.slice(0, cutAt(rest, longest));
    parts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  return parts;
}

const PAUSES = [/\n\s*\n/g, /\n/g, /[.!?…]["”')\]]*\s/g, /\s/g];
/** A part shorter than this share of what fits looks torn: the next finer pause is taken. */
const LEAST = 0.3;
const LONGEST_CHARACTER = 64;

function cutAt(text: string, longest: number): number {
  const head = text.slice(0, longest + 1);
  for (const pause of PAUSES) {
    const ends = [...head.matchAll(pause)].map(({ index, 0: found }) => index + found.trimEnd().length);
    const end = ends.findLast((at) => at > 0 && at <= longest);
    if (end !== undefined && end >= longest * LEAST) return end;
  }
  // A little further on, so that the character at the limit is seen whole.
  const [...characters] = new Intl.Segmenter().segment(text.slice(0, longest + LONGEST_CHARACTER));
  return characters.findLast(({ index }) => index > 0 && index <= longest)?.index ?? longest;
}
