import type { Contact, OptOutReason } from './crm.entities';

/** A message that is one of these and nothing else asks for no more of them. */
const WORDS = new Set(['SAIR', 'PARAR', 'PARE', 'STOP', 'CANCELAR', 'DESCADASTRAR', 'UNSUBSCRIBE']);

/** Whether somebody asks not to be written to: one of the words that stand for it, alone, however it is spelt. */
export function asksToOptOut(text: string | null): boolean {
  if (text === null || text.length > 20) return false;
  const word = text
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toUpperCase();
  return WORDS.has(word) && /^[\s"'“”.!*_]*\p{L}+[\s"'“”.!*_]*$/u.test(text);
}

/** Sets whether this person may be written to; false when nothing changes, or when a later decision stands. */
export function decideOptOut(contact: Contact, optedOut: boolean, reason: OptOutReason, at: Date): boolean {
  if (contact.optOutDecidedAt && at < contact.optOutDecidedAt) return false;
  contact.optOutDecidedAt = at;
  if (Boolean(contact.optedOutAt) === optedOut) return false;
  contact.optedOutAt = optedOut ? at : null;
  contact.optOutReason = optedOut ? reason : null;
  return true;
}

const ANSWER_MS = 24 * 60 * 60_000;

/** Until when a person of ours may write to this contact (null: always): to who opted out only in answer to what they wrote within a day. */
export function mayWriteUntil(
  { optedOutAt }: { optedOutAt?: Date | null },
  lastInboundAt: Date | null | undefined,
): Date | null {
  if (!optedOutAt) return null;
  return lastInboundAt ? new Date(lastInboundAt.getTime() + ANSWER_MS) : optedOutAt;
}

export function mayWriteTo(
  contact: Pick<Contact, 'optedOutAt'>,
  lastInboundAt: Date | null | undefined,
  now: Date,
): boolean {
  const until = mayWriteUntil(contact, lastInboundAt);
  return until === null || now < until;
}
