import { formatPhone } from '@prosa/dashboard/ui';

/** Who it is; the number stands for who has not told a name yet. */
export function contactName(contact: { readonly name: string; readonly phones: readonly unknown[] }): string {
  return contact.name.trim() || formatPhone(String(contact.phones[0] ?? ''));
}
