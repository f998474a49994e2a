import { parseEntry, type OutboxEntry } from './outbox-entry';

const keyOf = (owner: string, clientKey: string) => `prosa.outbox.${owner}.${clientKey}`;

/** Replies under way, each under a key of its own: two tabs never overwrite each other's. */
export function readOutbox(owner: string): OutboxEntry[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(keyOf(owner, '')))
      .map((key) => parseEntry(localStorage.getItem(key)))
      .filter((entry) => entry !== null)
      .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  } catch {
    return []; // without storage a reply lives as long as the page
  }
}

export function writeOutbox(owner: string, before: readonly OutboxEntry[], after: readonly OutboxEntry[]): void {
  try {
    const kept = new Set(after.map(({ clientKey }) => clientKey));
    for (const { clientKey } of before) if (!kept.has(clientKey)) localStorage.removeItem(keyOf(owner, clientKey));
    for (const entry of after) {
      if (!before.includes(entry)) localStorage.setItem(keyOf(owner, entry.clientKey), JSON.stringify(entry));
    }
  } catch {
    // Full or forbidden: the reply is still on the screen and on its way.
  }
}
