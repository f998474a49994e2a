/** A message's text cut into what is shown as text, as a link, or with WhatsApp's own marks. Never HTML. */
export type TextPart =
  | { kind: 'text' | 'bold' | 'italic' | 'strike' | 'code' | 'mention'; text: string }
  | { kind: 'link'; text: string; href: string };

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"']+/gi;
// WhatsApp marks only count at word edges and with no space inside the mark, so that 2*3*4 stays as it is.
const MARK = /(^|[\s([{.,;:!?"'-])(```[\s\S]+?```|([*_~`])(?!\s)([^\n]*?[^\s])\3)(?=$|[\s)\]}.,;:!?"'-])/g;
const MARKS = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'code' } as const;

export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimTrailing(match[0]);
    const href = safeHref(link);
    if (!href) continue;
    pushMarked(parts, text.slice(from, match.index));
    parts.push({ kind: 'link', text: link, href });
    from = match.index + link.length;
  }
  pushMarked(parts, text.slice(from));
  return parts;
}

/** The same of a note, in which these members are named by `@`. */
export function noteParts(text: string, names: readonly string[]): TextPart[] {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const parts: TextPart[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = longestFirst.find((one) => text.startsWith(one, at + 1));
    if (name === undefined) continue;
    parts.push(...textParts(text.slice(from, at)), { kind: 'mention', text: `@${name}` });
    from = at + 1 + name.length;
  }
  return [...parts, ...textParts(text.slice(from))];
}

function pushMarked(parts: TextPart[], text: string): void {
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, before = '', marked = '', sign, inner] = match;
    const start = match.index + before.length;
    if (start > from) parts.push({ kind: 'text', text: text.slice(from, start) });
    if (sign) parts.push({ kind: MARKS[sign as keyof typeof MARKS], text: inner ?? '' });
    else parts.push({ kind: 'code', text: marked.slice(3, -3) });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
}

/** Sentence punctuation after a link is not part of it; a closing bracket only when none was opened in it. */
function trimTrailing(link: string): string {
  let end = link.length;
  while (end > 0) {
    const last = link[end - 1] ?? '';
    if (/[.,;:!?*_~]/.test(last)) end--;
    else if (last === ')' && !link.slice(0, end).includes('(')) end--;
    else break;
  }
  return link.slice(0, end);
}

export function safeHref(link: string): string | null {
  try {
    const url = new URL(/^www\./i.test(link) ? `https://${link}` : link);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
