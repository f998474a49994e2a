import { computed, linkedSignal, type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { liveQuery } from '@prosa/dashboard/data-access';
import { debounceTime, map } from 'rxjs';
import type { FoundContact } from './found-contact';
import { ContactSearchDocument } from './people.documents';

/** Nobody reads a list between two letters of a name. */
const PAUSE_MS = 200;

/** Contacts by what somebody types, and the newest ones where nothing is typed (`eager`). Call in an injection context. */
export function findContacts(text: Signal<string>, first: number, eager: Signal<boolean>) {
  const asked = toSignal(
    toObservable(text).pipe(
      debounceTime(PAUSE_MS),
      map((typed) => typed.trim()),
    ),
    { initialValue: '' },
  );
  const query = liveQuery(ContactSearchDocument, () =>
    asked() || eager() ? { search: asked() || null, first } : null,
  );
  return {
    query,
    /** Who was found before stays until the next answer is there: the list does not blink. */
    found: linkedSignal<{ data: FoundContact[] | undefined; asks: boolean }, FoundContact[]>({
      source: () => ({
        data: query.data()?.contacts.edges.map(({ node }) => node),
        asks: !!text().trim() || eager(),
      }),
      computation: ({ data, asks }, before) => (asks ? (data ?? before?.value ?? []) : []),
    }).asReadonly(),
    /** The answer is to what stands in the field now. */
    answered: computed(() => query.phase() === 'ready' && asked() === text().trim() && (asked() !== '' || eager())),
  };
}
