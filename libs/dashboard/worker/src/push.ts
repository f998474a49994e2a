/** What the server pushes. */
interface Pushed {
  id: string | null;
  tag: string;
  title: string;
  body: string;
  url: string;
  at?: number;
  unread?: number;
}

/** The worker's surroundings, as far as this needs them. */
export type Scope = Pick<ServiceWorkerGlobalScope, 'registration' | 'clients' | 'navigator' | 'location'>;

const ICON = '/icons/icon-192.png';
const BADGE = '/icons/badge-96.png';

/** Shows it. Who has Prosa before them hears of it there; one of the same conversation takes the place of the older one. */
export async function tellOf(scope: Scope, data: Pick<PushMessageData, 'json'> | null): Promise<void> {
  const pushed = read(data);
  const count = pushed.unread;
  if (count !== undefined) await scope.navigator.setAppBadge?.(count).catch(() => undefined);
  if (
    pushed.id &&
    !takesSilenceAmiss(scope.navigator.userAgent) &&
    (await windows(scope)).some(({ focused }) => focused)
  )
    return;
  await scope.registration.showNotification(pushed.title, {
    body: pushed.body,
    tag: pushed.tag,
    // Several messages of one conversation are one notification; each of them rings.
    ...{ renotify: true, timestamp: pushed.at ?? Date.now() },
    icon: ICON,
    badge: BADGE,
    data: { url: pushed.url },
  });
}

/** Opens what it is about: in the tab that is there, in a new one when there is none. */
export async function openFrom(scope: Scope, notification: Pick<Notification, 'close' | 'data'>): Promise<void> {
  notification.close();
  const url = pathOf((notification.data as { url?: unknown } | null)?.url);
  const open = await windows(scope);
  const tab =
    open.find(({ focused }) => focused) ?? open.find(({ visibilityState }) => visibilityState === 'visible') ?? open[0];
  if (!tab) return void (await scope.clients.openWindow(url));
  // A browser may refuse the focus; what is shown there is right all the same.
  await tab.focus().catch(() => undefined);
  tab.postMessage({ open: url });
}

/** The pages that this worker looks after, also those that were open before it. */
const windows = ({ clients }: Scope): Promise<readonly WindowClient[]> =>
  clients.matchAll({ type: 'window', includeUncontrolled: true });

/** Safari takes the permission away from a worker that shows nothing for a push. */
const takesSilenceAmiss = (userAgent: string): boolean =>
  /AppleWebKit/.test(userAgent) && !/Chrom|Edg|Firefox/.test(userAgent);

/** Something has to be shown, whatever came. */
function read(data: Pick<PushMessageData, 'json'> | null): Pushed {
  const said = (): Partial<Pushed> | null => {
    try {
      return data?.json() as Partial<Pushed> | null;
    } catch {
      return null;
    }
  };
  const { id = null, tag = 'prosa', title = 'Prosa', body = '', url, at, unread } = said() ?? {};
  return {
    id,
    tag,
    title,
    body,
    url: pathOf(url),
    ...(at !== undefined && { at }),
    ...(unread !== undefined && { unread }),
  };
}

/** A path of this dashboard, never an address elsewhere. */
const pathOf = (url: unknown): string => (typeof url === 'string' && /^\/(?![/\\])/.test(url) ? url : '/');
