import { lidOfJid, phoneOfJid, type Party } from '@prosa/server/channels';
import type { Identity } from '@prosa/server/crm';

/** Every identity that an event gives a person or group; the one that it stands under comes first. */
export function identitiesOf(party: Party, isGroup = false): Identity[] {
  if (isGroup) return [{ kind: 'GROUP', value: party.jid }];
  const phone = party.phone ? [{ kind: 'PHONE' as const, value: party.phone }] : [];
  const lid = party.lid ? [{ kind: 'LID' as const, value: party.lid }] : [];
  return lidOfJid(party.jid) ? [...lid, ...phone] : [...phone, ...lid];
}

/** The identity that a jid names; null for whatever names no person. */
export function identityOfJid(jid: string | null | undefined): Identity | null {
  const phone = phoneOfJid(jid);
  if (phone) return { kind: 'PHONE', value: phone };
  const lid = lidOfJid(jid);
  return lid ? { kind: 'LID', value: lid } : null;
}
