/** First letters of the first and last word; a phone number has none, so its last two digits stand for it. */
export function initialsOf(name: string): string {
  const text = name.trim();
  if (/^\+?[\d\s().-]+$/.test(text)) return text.replace(/\D/g, '').slice(-2);
  // What stands in brackets is a remark, not a name: "Dona Lúcia (mãe)".
  const words = (text.replace(/\s*\(.*?\)/g, '').trim() || text)
    .split(/\s+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = letter(words[0]);
  const last = words.length > 1 ? letter(words[words.length - 1]) : '';
  return (first + last).toLocaleUpperCase() || '?';
}

const letter = (word = ''): string => /\p{L}|\p{N}/u.exec(word)?.[0] ?? '';

export function avatarTone(name: string): number {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % 8;
}
