/** `ABCD1234` in the groups of four that WhatsApp shows. */
export const pairingGroups = (code: string): readonly string[] =>
  code.replace(/[^A-Za-z0-9]/g, '').match(/.{1,4}/g) ?? [];
