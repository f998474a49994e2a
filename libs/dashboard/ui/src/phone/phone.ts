/** E.164 as people read it: +55 (11) 91234-5678; other countries in groups, never losing a digit. */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const brazil = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits);
  if (brazil) return `+55 (${brazil[1]}) ${brazil[2]}-${brazil[3]}`;
  const northAmerica = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  if (northAmerica) return `+1 (${northAmerica[1]}) ${northAmerica[2]}-${northAmerica[3]}`;
  if (!/^\+?\d{8,15}$/.test(phone.trim())) return phone;
  const rest = digits.slice(2);
  const groups = rest.match(/\d{1,3}(?=(\d{3})*\d{4}$)|\d{4}$|\d+/g) ?? [rest];
  return `+${digits.slice(0, 2)} ${groups.join(' ')}`;
}

/** What a person typed, as E.164; a bare Brazilian number gets its country. Undefined when it cannot be a number. */
export function parsePhone(typed: string): string | undefined {
  const text = typed.trim();
  if (/[^\d\s().+-]/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '').replace(/^00/, '');
  if (text.startsWith('+') || text.startsWith('00')) return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined;
  if (/^[1-9]\d{9,10}$/.test(digits)) return `+55${digits}`;
  return /^55[1-9]\d{9,10}$/.test(digits) ? `+${digits}` : undefined;
}
