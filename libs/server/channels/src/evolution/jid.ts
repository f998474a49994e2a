import { canonicalPhone } from '@prosa/server/crm';

/**
 * How WhatsApp names a chat or a person. PHONE: by number; LID: by an opaque id that says nothing of the number;
 * BROADCAST includes the status feed.
 */
export type JidKind = 'PHONE' | 'LID' | 'GROUP' | 'BROADCAST' | 'NEWSLETTER';

export interface Jid {
  /** One spelling: no device part, today's server name. */
  jid: string;
  kind: JidKind;
  /** What stands before the @. */
  user: string;
}

const KIND_OF: Readonly<Record<string, JidKind>> = {
  's.whatsapp.net': 'PHONE',
  'c.us': 'PHONE',
  lid: 'LID',
  'g.us': 'GROUP',
  broadcast: 'BROADCAST',
  newsletter: 'NEWSLETTER',
};

const SHAPE = /^([0-9a-z._-]{1,80})(?::\d{1,5})?@([a-z.]{1,20})$/i;

/** Null for whatever is no jid that we know of; never throws. */
export function parseJid(raw: unknown): Jid | null {
  if (typeof raw !== 'string') return null;
  const found = SHAPE.exec(raw.trim());
  if (!found) return null;
  const server = (found[2] as string).toLowerCase();
  const kind = Object.hasOwn(KIND_OF, server) ? KIND_OF[server] : undefined;
  if (!kind) return null;
  // `5511…_1:12@s.whatsapp.net` names a device of the person; the device is not part of who it is.
  const user = kind === 'PHONE' || kind === 'LID' ? (found[1] as string).replace(/_\d+$/, '') : (found[1] as string);
  if ((kind === 'PHONE' || kind === 'LID') && !/^\d+$/.test(user)) return null;
  return { jid: `${user}@${server === 'c.us' ? 's.whatsapp.net' : server}`, kind, user };
}

/** E.164 in its canonical form (Brazilian mobiles with their ninth digit), or null when the jid carries no number. */
export function phoneOfJid(raw: unknown): string | null {
  const jid = parseJid(raw);
  return jid?.kind === 'PHONE' ? canonicalPhone(jid.user) : null;
}

/** The user part of an `@lid`, or null. */
export function lidOfJid(raw: unknown): string | null {
  const jid = parseJid(raw);
  return jid?.kind === 'LID' ? jid.user : null;
}

/** Whether two jids name the same person, with or without the ninth digit. An unknown one is nobody's. */
export function sameJid(a: unknown, b: unknown): boolean {
  const left = parseJid(a);
  const right = parseJid(b);
  if (!left || !right || left.kind !== right.kind) return false;
  if (left.jid === right.jid) return true;
  return left.kind === 'PHONE' && canonicalPhone(left.user) === canonicalPhone(right.user);
}

/** What Evolution's `number` field takes: a jid as it is, a phone number as bare digits. */
export const toRecipient = (to: string): string => (to.includes('@') ? to : to.replace(/\D/g, ''));
