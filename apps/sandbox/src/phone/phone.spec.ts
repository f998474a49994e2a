import { WebSocket } from 'ws';
import { Lab } from '../testing/lab';

const NAME = 'loja-centro';

interface State {
  type: 'state';
  instances: {
    name: string;
    state: string;
    code: string | null;
    chats: Record<string, { text?: string; status: string }[]>;
  }[];
  customers: { id: string; online: boolean; openChat: string | null }[];
}
interface Told {
  type: 'done' | 'failed';
  id: number;
  error?: string;
}

/** A page that is open. */
class Page {
  private readonly heard: (State | Told)[] = [];
  private waiting: (() => void)[] = [];
  private next = 1;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (raw) => {
      this.heard.push(JSON.parse(String(raw)));
      for (const go of this.waiting.splice(0)) go();
    });
  }

  static async open(lab: Lab): Promise<Page> {
    const page = new Page(new WebSocket(`${lab.sandbox.url.replace('http', 'ws')}/phone/socket`));
    await page.state(() => true);
    return page;
  }

  private async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((go) => this.waiting.push(go));
    }
  }

  /** The newest state, once it is as wanted. */
  state(wanted: (state: State) => boolean): Promise<State> {
    return this.until(() =>
      this.heard
        .filter((one): one is State => one.type === 'state')
        .findLast((one, index, all) => index === all.length - 1 && wanted(one)),
    );
  }

  do(action: string, body: object = {}): Promise<Told> {
    const id = this.next++;
    this.socket.send(JSON.stringify({ id, action, body }));
    return this.until(() => this.heard.find((one): one is Told => one.type !== 'state' && one.id === id));
  }

  say(raw: string): void {
    this.socket.send(raw);
  }
  close(): void {
    this.socket.close();
  }
}

let lab: Lab;
beforeEach(async () => {
  lab = await Lab.start();
});
afterEach(() => lab.close());

describe('the page', () => {
  it('is served with nothing from elsewhere', async () => {
    const page = await fetch(`${lab.sandbox.url}/`);
    expect(page.url).toBe(`${lab.sandbox.url}/phone`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const html = await page.text();
    for (const [, file] of html.matchAll(/(?:href|src)="(\/phone\/[^"]+)"/g))
      expect((await fetch(`${lab.sandbox.url}${file}`)).status).toBe(200);
    expect(html).not.toMatch(/https?:\/\//);
  });

  it.each(['/phone/..%2fpackage.json', '/phone/%2e%2e%2fproject.json', '/phone/nothing.js', '/phone/x.json'])(
    'has no %s',
    async (path) => {
      expect((await fetch(`${lab.sandbox.url}${path}`)).status).toBe(404);
    },
  );
});

describe('its socket', () => {
  it('tells of codes, links by one, and shows what is said', async () => {
    const page = await Page.open(lab);
    await lab.create(NAME);
    await lab.showCode(NAME);
    const { instances } = await page.state((state) => Boolean(state.instances[0]?.code));
    expect(await page.do('scan', { code: instances[0]?.code })).toMatchObject({ type: 'done' });
    await page.state((state) => state.instances[0]?.state === 'connecting' && !state.instances[0].code);
    lab.time.advance(lab.world.timing.pairingMs);
    await page.state((state) => state.instances[0]?.state === 'open');
    await page.do('customerSays', { customer: 'marina', text: 'Oi' });
    const state = await page.state((one) => one.instances[0]?.chats['marina'] !== undefined);
    expect(state.instances[0]?.chats['marina']).toMatchObject([{ text: 'Oi', fromMe: false }]);
  });

  it('refuses what is for tests only, and survives nonsense', async () => {
    const page = await Page.open(lab);
    expect(await page.do('down')).toMatchObject({ type: 'failed', error: 'Unknown action' });
    expect(await page.do('scan', { code: 'stale' })).toMatchObject({ type: 'failed' });
    page.say('{');
    page.say('null');
    expect(await page.do('setOnline', { customer: 'joao', online: false })).toMatchObject({ type: 'done' });
    expect(lab.world.faults.down).toBe(false);
  });

  it('lets a chat be open as long as a page shows it', async () => {
    await lab.linked(NAME);
    const [one, two] = [await Page.open(lab), await Page.open(lab)];
    const look = { customer: 'marina', instance: NAME };
    const openChat = () => lab.world.customer('marina').openChat;
    await one.do('openChat', { ...look, open: true });
    await two.do('openChat', { ...look, open: true });
    // The first turns to somebody else.
    await one.do('openChat', { customer: 'marina', open: false, left: true });
    expect(openChat()).toBe(NAME);
    two.close();
    await lab.until(() => openChat() === null);
    // Closed by hand, it is closed.
    const three = await Page.open(lab);
    await one.do('openChat', { ...look, open: true });
    await three.do('openChat', { ...look, open: true });
    await one.do('openChat', { customer: 'marina', open: false });
    expect(openChat()).toBeNull();
  });
});
