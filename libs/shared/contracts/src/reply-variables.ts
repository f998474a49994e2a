/** What a canned reply may name between double braces; filled in when it is put into the composer. */
export const REPLY_VARIABLES = [
  'contact.name',
  'contact.firstName',
  'contact.phone',
  'member.name',
  'member.firstName',
  'tenant.name',
  'channel.name',
] as const;
export type ReplyVariable = (typeof REPLY_VARIABLES)[number];
export type ReplyValues = Readonly<Partial<Record<ReplyVariable, string | null>>>;

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g;
const isVariable = (name: string): name is ReplyVariable => (REPLY_VARIABLES as readonly string[]).includes(name);

/** The names between double braces that mean nothing, each once. */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(MARK)].map(([, name]) => name ?? '');
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/** The text with the values in their places. Where there is none, the blank before it goes along: "Olá, tudo bem?". */
export function fillVariables(text: string, values: ReplyValues): string {
  return text.replace(/([ \t]?)\{\{\s*([^{}]*?)\s*\}\}/g, (mark: string, blank: string, name: string) => {
    if (!isVariable(name)) return mark;
    const value = values[name]?.trim();
    return value ? blank + value : '';
  });
}

export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
