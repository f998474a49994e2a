import { openFrom, tellOf, type Scope } from './push';

interface Tab {
  focused: boolean;
  visibilityState: string;
  told: unknown[];
  focusCalls: number;
}
const tab = (focused: boolean, visibilityState = focused ? 'visible' : 'hidden'): Tab => ({
  focused,
  visibilityState,
  told: [],
  focusCalls: 0,
});

const CHROME = 'Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1';

function browser(tabs: Tab[], userAgent = CHROME) {
  const seen = { shown: [] as [string, NotificationOptions][], opened: [] as string[], badge: [] as number[] };
  const scope = {
    registration: { showNotification: async (...shown: [string, NotificationOptions]) => void seen.shown.push(shown) },
    navigator: { userAgent, setAppBadge: async (count: number) => void seen.badge.push(count) },
    clients: {
      matchAll: async ({ type, includeUncontrolled }: ClientQueryOptions) =>
        type === 'window' && includeUncontrolled
          ? tabs.map((one) => ({
              ...one,
              focus: async () => void (one.focusCalls += 1),
              postMessage: (message: unknown) => one.told.push(message),
            }))
          : [],
      openWindow: async (url: string) => void seen.opened.push(url),
    },
  } as unknown as Scope;
  return { scope, seen };
}
const pushed = (fields: object = {}) => ({
  json: () => ({ id: 'n', tag: 'row', title: 'Ana', body: 'Oi', url: '/inbox/x', at: 5, unread: 3, ...fields }),
});
const clicked = (url: unknown) => {
  const notification = { data: { url }, closed: false, close: () => void (notification.closed = true) };
  return notification;
};

describe('what is pushed', () => {
  it('is shown with sender and words, rings again under the same tag, and counts on the icon', async () => {
    const { scope, seen } = browser([tab(false)]);
    await tellOf(scope, pushed());
    expect(seen.shown).toEqual([
      [
        'Ana',
        expect.objectContaining({ body: 'Oi', tag: 'row', renotify: true, timestamp: 5, data: { url: '/inbox/x' } }),
      ],
    ]);
    expect(seen.badge).toEqual([3]);
  });

  it('is not shown to who has Prosa before them, but for a test, and where silence costs the permission', async () => {
    const quiet = browser([tab(false), tab(true)]);
    await tellOf(quiet.scope, pushed());
    expect(quiet.seen.shown).toEqual([]);
    await tellOf(quiet.scope, pushed({ id: null }));
    const phone = browser([tab(true)], IPHONE);
    await tellOf(phone.scope, pushed());
    expect([quiet.seen.shown.length, phone.seen.shown.length]).toEqual([1, 1]);
  });

  it.each([null, { json: () => JSON.parse('{') as unknown }, { json: () => null }])(
    'is something whatever came',
    async (data) => {
      const { scope, seen } = browser([]);
      await tellOf(scope, data);
      expect(seen.shown).toEqual([['Prosa', expect.objectContaining({ data: { url: '/' } })]]);
    },
  );
});

describe('a click on it', () => {
  it('shows the conversation in the tab that is there, in front before one behind', async () => {
    const tabs = [tab(false), tab(false, 'visible')];
    const { scope, seen } = browser(tabs);
    const notification = clicked('/inbox/x');
    await openFrom(scope, notification);
    expect(notification.closed).toBe(true);
    expect(tabs.map(({ told, focusCalls }) => [told, focusCalls])).toEqual([
      [[], 0],
      [[{ open: '/inbox/x' }], 1],
    ]);
    expect(seen.opened).toEqual([]);
  });

  it('opens one when there is none', async () => {
    const { scope, seen } = browser([]);
    await openFrom(scope, clicked('/inbox/x'));
    expect(seen.opened).toEqual(['/inbox/x']);
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', undefined])(
    'never leads elsewhere: %s',
    async (url) => {
      const { scope, seen } = browser([]);
      await openFrom(scope, clicked(url));
      expect(seen.opened).toEqual(['/']);
    },
  );
});
