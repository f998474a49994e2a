const USER = '@s.whatsapp.net';

/** The jid Evolution sends to, with its rewriting of Brazilian, Mexican and Argentinian mobile numbers. */
export function toJid(number: string): string {
  if (/@(s\.whatsapp\.net|g\.us|lid|broadcast)$/.test(number)) return number;
  return `${rewrite(number.replace(/\D/g, ''))}${USER}`;
}

function rewrite(digits: string): string {
  if (digits.length !== 13) return digits;
  if (digits.startsWith('55') && Number(digits.slice(2, 4)) >= 31 && digits[4] === '9')
    return digits.slice(0, 4) + digits.slice(5);
  if (digits.startsWith('52') || digits.startsWith('54')) return digits.slice(0, 2) + digits.slice(3);
  return digits;
}

export const isGroup = (jid: string): boolean => jid.endsWith('@g.us');
export const isLid = (jid: string): boolean => jid.endsWith('@lid');
export const digitsOf = (jid: string): string => jid.replace(/[:@].*$/, '');

/** Numbers ending in 0404 are on no WhatsApp, so that a failure can be tried out. */
export const existsOnWhatsApp = (jid: string): boolean =>
  isGroup(jid) || isLid(jid) || (digitsOf(jid).length >= 8 && !digitsOf(jid).endsWith('0404'));
