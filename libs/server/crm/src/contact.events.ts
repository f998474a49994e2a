import type { Scope, UnitOfWork } from '@prosa/server/platform';
import type { Contact } from './crm.entities';
import type { Resolved } from './resolve-contact';

/** Tells the log of what `resolveContacts` did. `scopesOf` adds those who see the contact by something else than owning it. */
export function announceContacts(unit: UnitOfWork, resolved: Resolved, scopesOf: (contact: Contact) => Scope[]): void {
  const audience = (contact: Contact) => ({
    kind: 'rows' as const,
    scopes: [{ assigneeId: contact.ownerId ?? null, teamId: contact.teamId ?? null }, ...scopesOf(contact)],
  });
  for (const contact of resolved.created) {
    unit.append({
      type: 'CONTACT_CREATED',
      node: { type: 'Contact', id: contact.id },
      version: contact.version,
      audience: audience(contact),
    });
  }
  for (const [contact, changes] of resolved.changed) {
    unit.append({
      type: 'CONTACT_CHANGED',
      node: { type: 'Contact', id: contact.id },
      version: contact.version,
      audience: audience(contact),
      changes,
    });
  }
  for (const { from, into } of resolved.merged) {
    unit.append({
      type: 'CONTACTS_MERGED',
      node: { type: 'Contact', id: into.id },
      version: into.version,
      audience: audience(into),
      changes: { mergedId: [from, into.id] },
    });
  }
}
