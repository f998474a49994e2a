import { splitText } from '@prosa/shared/contracts';

/** What people still write in one piece. */
const LONGEST_BUBBLE = 700;
const MOST_BUBBLES = 4;

/** A long answer as somebody would send it: in a few messages, cut where paragraphs end. */
export function bubblesOf(text: string): string[] {
  const fitting = Math.max(LONGEST_BUBBLE, Math.ceil((text.length / MOST_BUBBLES) * 1.4));
  return text.length <= LONGEST_BUBBLE ? [text] : splitText(text, fitting);
}
