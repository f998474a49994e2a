import type { Party } from '@prosa/server/channels';
import type { Identity } from '@prosa/server/crm';

/** Every identity that an event gives a person or group. */
export function identitiesOf(party: Party, isGroup = false): Identity[] {
  if (isGroup) return [{ kind: 'GROUP', value: party.jid }];
  return [
    ...(party.phone ? [{ kind: 'PHONE' as const, value: party.phone }] : []),
    ...(party.lid ? [{ kind: 'LID' as const, value: party.lid }] : []),
  ];
}
