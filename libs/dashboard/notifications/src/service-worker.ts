import { typeOfId } from '@prosa/dashboard/data-access';

/** The worker of this page, when the browser has one and it is installed. */
export const readyWorker = async (): Promise<ServiceWorkerRegistration | null> =>
  'serviceWorker' in navigator ? ((await navigator.serviceWorker.getRegistration()) ?? null) : null;

/** A notification of the system was clicked, and this tab is to show what it is about. Answers how to stop. */
export function followWorker(show: (path: string) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const listen = ({ data }: MessageEvent<{ open?: unknown }>) => {
    const path = data?.open;
    // A path of this dashboard, never an address elsewhere.
    if (typeof path === 'string' && /^\/(?![/\\])/.test(path)) show(path);
  };
  navigator.serviceWorker.addEventListener('message', listen);
  return () => navigator.serviceWorker.removeEventListener('message', listen);
}

/** On the icon of the installed application. */
export function showOnIcon(count: number): void {
  const shown = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  shown?.catch(() => undefined);
}

/** Push tags a notification by its row. */
const tagOf = (id: string): string => (typeOfId(id) ? (atob(id).split(':')[1] ?? id) : id);

/** What was read, here or elsewhere, need not stand on the screen any more. */
export async function closeShown(read: readonly { id: string; readAt?: unknown }[]): Promise<void> {
  const worker = await readyWorker().catch(() => null);
  if (!worker?.getNotifications) return;
  for (const { id, readAt } of read) {
    if (!readAt) continue;
    for (const shown of await worker.getNotifications({ tag: tagOf(id) })) shown.close();
  }
}
