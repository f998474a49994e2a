import { randomBytes, randomInt } from 'node:crypto';

const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** What WhatsApp puts into pairing codes: nothing that looks like something else. */
const PAIRING = '123456789ABCDEFGHJKLMNPQRSTVWXYZ';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The database id of a row of Evolution. */
export const rowId = (): string => `cmw${pick(BASE36, 22)}`;
/** A message sent through the API. */
export const apiMessageId = (): string => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
/** A message written on a phone. */
export const phoneMessageId = (source: 'android' | 'ios'): string =>
  source === 'ios'
    ? `3A${randomBytes(9).toString('hex').toUpperCase()}`
    : `AC${randomBytes(15).toString('hex').toUpperCase()}`;
export const pairingCode = (): string => pick(PAIRING, 8);
/** Four parts, as a phone's camera reads them: reference, noise key, identity key, secret. */
export const linkCode = (): string => {
  const key = () => randomBytes(32).toString('base64');
  return `2@${randomBytes(60).toString('base64')},${key()},${key()},${key()}`;
};
