import type { NewEvent } from '@prosa/server/platform';
import type { Member } from '../identity.entities';

/** A member was made, or what they may do or see is different. Everyone in the tenant may know. */
export const memberChanged = (member: Member, changes?: NewEvent['changes']): NewEvent => ({
  type: 'MEMBER_CHANGED',
  node: { type: 'Member', id: member.id },
  version: member.version,
  audience: { kind: 'tenant' },
  ...(changes && { changes }),
});
