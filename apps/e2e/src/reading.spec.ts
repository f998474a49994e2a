import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { barriers } from './harness/barriers';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, storedMessages, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

const PICTURES = 6;
/** One of each kind that a phone can send, in the order of the sandbox's list. */
const KINDS = [
  ...['location', 'liveLocation', 'contactCards', 'poll', 'sticker', 'document', 'documentWithCaption', 'video'],
  ...['videoNote', 'audioFile', 'buttonReply', 'listReply', 'template', 'viewOncePicture', 'ephemeralText'],
  ...['forwarded', 'quoted', 'ad', 'order', 'groupInvite', 'unknown'],
];

let product: Product;
let browser: Browser;
let desk: ConnectedDesk;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  desk = await connectedDesk(product, 'DRAFT');
  // Each in a second of its own: what comes in the same one has no order on WhatsApp.
  let second = Math.floor(Date.now() / 1000);
  const sends = (customer: string, action: string, body: object = {}) =>
    product.sandbox.act(action, { instance: desk.instanceName, customer, timestamp: second++, ...body });
  for (let n = 0; n < 40; n++) await sends('marina', 'customerSays', { text: `pergunta ${n}.` });
  for (let n = 0; n < PICTURES; n++) await sends('joao', 'customerSendsPicture');
  const call = { instance: desk.instanceName, customer: 'emily', end: 'timeout', afterMs: 0 };
  await product.sandbox.act('customerCalls', call);
  for (const kind of KINDS) await sends('emily', 'customerSends', { kind });
  await eventually(async () => {
    const stored = await storedMessages(desk);
    expect(stored.get('Marina Souza')).toHaveLength(40);
    expect(stored.get('João Pereira')).toHaveLength(PICTURES);
    expect(stored.get('Emily Carter')).toHaveLength(KINDS.length + 1);
  }, 40_000);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const seen = (locator: Locator, timeout?: number) => locator.waitFor({ state: 'visible', timeout });
const gone = (locator: Locator) => locator.waitFor({ state: 'detached' });
const bubbles = (page: Page) => page.locator('inbox-message-bubble');
const bubble = (page: Page, text: string) => bubbles(page).filter({ hasText: text });
const viewer = (page: Page) => page.getByRole('dialog', { name: 'Fotos e vídeos' });

async function openThread(page: Page, name: string): Promise<void> {
  await page.goto('/inbox');
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await seen(page.getByLabel(`Responder a ${name}`));
  await seen(bubbles(page).first());
}

/** The middle of an element that stands still. */
async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.waitFor();
  let last = '';
  const box = await eventually(async () => {
    const now = await locator.boundingBox();
    const before = last;
    last = JSON.stringify(now);
    expect(last).toBe(before);
    return now;
  });
  if (!box) throw new Error('It is not in sight');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Draws one finger to the side, as a person does: in steps. */
async function swipe(page: Page, on: Locator, by: number): Promise<void> {
  const { x, y } = await middleOf(on);
  const finger = await page.context().newCDPSession(page);
  const at = (dx: number) => [{ x: x + dx, y }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= 6; step++)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at((by * step) / 6) });
  // It rests before it is lifted: after one that flies on, a browser takes the next tap for its stop.
  await page.waitForTimeout(150);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(by) });
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await finger.detach();
}

/** A phone's browser, signed in. */
async function onPhone(story: (page: Page) => Promise<void>): Promise<void> {
  const context: BrowserContext = await browser.newContext({
    baseURL: product.url,
    locale: 'pt-BR',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  context.setDefaultTimeout(15_000);
  const cookie = { name: 'prosa_session', value: desk.token, url: product.url };
  await context.addCookies([{ ...cookie, httpOnly: true, sameSite: 'Lax' }]);
  try {
    await story(await context.newPage());
  } finally {
    await context.close();
  }
}

it('says how many are unread further up, and F leads to the first of them', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await openThread(page, 'Marina Souza');
    const line = page.getByRole('separator').getByText('40 mensagens não lidas');
    const inSight = async (locator: Locator) =>
      (await locator.count()) > 0 && // what is far away is not drawn
      locator.evaluate((element) => {
        const [box, log] = [element, element.closest('[role="log"]') as Element].map((one) =>
          one.getBoundingClientRect(),
        ) as [DOMRect, DOMRect];
        return box.bottom > log.top && box.top < log.bottom;
      });
    const pill = page.getByRole('button', { name: '40 mensagens não lidas' });
    await seen(pill);
    expect(await inSight(bubble(page, 'pergunta 39.'))).toBe(true);
    expect(await inSight(line)).toBe(false);
    await page.getByRole('heading', { name: 'Marina Souza' }).focus();
    await page.keyboard.press('f');
    await eventually(async () => expect(await inSight(line)).toBe(true));
    expect(await inSight(bubble(page, 'pergunta 0.'))).toBe(true);
    await gone(pill);
    await page.getByRole('button', { name: /a última/ }).click();
    await eventually(async () => expect(await inSight(bubble(page, 'pergunta 39.'))).toBe(true));
  }));

it('shows pictures that came together as an album, and walks through them by the arrow keys', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await openThread(page, 'João Pereira');
    const album = page.getByRole('group', { name: `Álbum de ${PICTURES}` });
    await seen(album.getByText(`+${PICTURES - 4}`), 40_000);
    const tiles = album.getByRole('button', { name: /^Abrir: Foto/ });
    await eventually(async () => expect(await tiles.count()).toBe(4), 40_000);
    await tiles.first().press('Enter');
    const picture = viewer(page).getByRole('img', { name: /Foto enviada por João Pereira/ });
    const path = () => picture.getAttribute('src');
    await eventually(async () => expect(await viewer(page).locator(':focus').count()).toBe(1));
    const first = await path();
    await page.keyboard.press('ArrowRight');
    await eventually(async () => expect(await path()).not.toBe(first));
    for (let n = 2; n < PICTURES; n++) await page.keyboard.press('ArrowRight');
    await eventually(async () =>
      expect(await viewer(page).getByRole('button', { name: 'Próxima' }).isDisabled()).toBe(true),
    );
    for (let n = 1; n < PICTURES; n++) await page.keyboard.press('ArrowLeft');
    await eventually(async () => expect(await path()).toBe(first));
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await gone(viewer(page));
    await seen(page.getByLabel('Responder a João Pereira'));
  }));

it('says that the customer is writing, until they stop', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await openThread(page, 'João Pereira');
    const typing = page.locator('inbox-thread-header').getByText('digitando…');
    const types = (presence: string) =>
      product.sandbox.act('customerTypes', { instance: desk.instanceName, customer: 'joao', presence });
    // Told to who looks at that moment: an open thread may not follow yet.
    await eventually(async () => {
      await types('composing');
      await seen(typing, 2_000);
    });
    await eventually(async () => {
      await types('paused');
      await typing.waitFor({ state: 'detached', timeout: 2_000 });
    });
  }));

it('answers by drawing a message aside and turns pages in the viewer with a finger', () =>
  onPhone(async (page) => {
    await openThread(page, 'Marina Souza');
    await page.getByRole('log').press('End');
    const target = bubble(page, 'pergunta 39.').locator('.bubble');
    await swipe(page, target, 30); // not far enough
    expect(await page.getByText('Respondendo a').count()).toBe(0);
    await swipe(page, target, 120);
    await seen(page.getByText('Respondendo a Marina Souza'));

    await openThread(page, 'João Pereira');
    await page
      .getByRole('button', { name: /^Abrir: Foto/ })
      .first()
      .tap();
    const picture = viewer(page).getByRole('img', { name: /Foto enviada por/ });
    const first = await picture.getAttribute('src');
    await swipe(page, picture, -160);
    await eventually(async () => expect(await picture.getAttribute('src')).not.toBe(first));
    await swipe(page, picture, 160);
    await eventually(async () => expect(await picture.getAttribute('src')).toBe(first));
    // All of it is in sight: nothing is cut at a side.
    const sides = await viewer(page).evaluate(
      (dialog) =>
        [...dialog.querySelectorAll('button, a, img, .name')]
          .map((one) => one.getBoundingClientRect())
          .filter(({ left, right }) => left < 0 || right > innerWidth).length,
    );
    expect(sides).toBe(0);
    await viewer(page).getByRole('button', { name: 'Fechar' }).tap();
    await gone(viewer(page));
  }));

it.each([1440, 390])('a thread with every kind of message has no barrier at a width of %i px', (width) =>
  atDesk(browser, product, { token: desk.token, width }, async ({ page }) => {
    await openThread(page, 'Emily Carter');
    const log = page.getByRole('log');
    await page.setViewportSize({ width, height: 2_400 }); // so tall, few looks see all of it
    for (let top = false; !top;) {
      expect(await barriers(page)).toEqual([]);
      top = await log.evaluate((one) => {
        const before = one.scrollTop;
        one.scrollTop -= one.clientHeight;
        return one.scrollTop === before;
      });
      await page.waitForTimeout(300); // it comes to rest
    }
    await seen(log.getByText(/Chamada de voz perdida/));
    await seen(page.locator('inbox-location-card').first());
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  }),
);
