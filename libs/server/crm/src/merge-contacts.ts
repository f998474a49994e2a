import type { UnitOfWork } from '@prosa/server/platform';
import { Contact, ContactIdentity } from './crm.entities';

/** Makes `other` part of `contact`: its identities move, its row goes. What other domains hang on it, they move themselves. */
export async function mergeInto(unit: UnitOfWork, contact: Contact, other: Contact): Promise<void> {
  await unit.em.flush(); // identities made in this unit must be rows before they can move
  await unit.em.nativeUpdate(ContactIdentity, { contactId: other.id }, { contactId: contact.id });
  await unit.em.nativeDelete(Contact, { id: other.id });
  contact.ownerId ??= other.ownerId;
  contact.teamId ??= other.teamId;
}
