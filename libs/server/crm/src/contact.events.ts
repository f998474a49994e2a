import { globalId, type Scope, type UnitOfWork } from '@prosa/server/platform';
import type { Contact } from './crm.entities';
import type { Resolved } from './resolve-contact';

type Changes = Record<string, [unknown, unknown]>;

/** Nobody's. A contact without an owner whose conversation somebody has is theirs. */
const isFree = ({ assigneeId, teamId }: Scope): boolean => assigneeId === null && teamId === null;

/** Tells the log of a contact, to its owner and to those who see it by something else (`scopes`). */
export function appendContactEvent(
  unit: UnitOfWork,
  type: 'CONTACT_CREATED' | 'CONTACT_CHANGED' | 'CONTACTS_MERGED',
  contact: Contact,
  scopes: readonly Scope[],
  changes?: Changes,
): void {
  const own = { assigneeId: contact.ownerId ?? null, teamId: contact.teamId ?? null };
  unit.append({
    type,
    node: { type: 'Contact', id: contact.id },
    version: contact.version,
    audience: {
      kind: 'rows',
      scopes: isFree(own) && scopes.some((scope) => !isFree(scope)) ? [...scopes] : [own, ...scopes],
    },
    ...(changes && { changes }),
  });
}

/** Which contact another became part of, as events tell it. */
export const mergedInto = (from: string, into: string): Changes => ({
  mergedId: [globalId('Contact', from), globalId('Contact', into)],
});

/** Tells the log of what `resolveContacts` did. `scopesOf` adds those who see the contact by something else than owning it. */
export function announceContacts(unit: UnitOfWork, resolved: Resolved, scopesOf: (contact: Contact) => Scope[]): void {
  for (const contact of resolved.created) appendContactEvent(unit, 'CONTACT_CREATED', contact, scopesOf(contact));
  for (const [contact, changes] of resolved.changed)
    appendContactEvent(unit, 'CONTACT_CHANGED', contact, scopesOf(contact), changes);
  for (const { from, into } of resolved.merged)
    appendContactEvent(unit, 'CONTACTS_MERGED', into, scopesOf(into), mergedInto(from, into.id));
}
