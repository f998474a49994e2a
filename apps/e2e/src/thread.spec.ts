import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

const MESSAGES = 130;

let product: Product;
let browser: Browser;
let owner: ConnectedDesk;
let conversation: string;
const ids: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  owner = await connectedDesk(product, 'DRAFT');
  const marina = { instance: owner.instanceName, customer: 'marina' };
  // Each in a second of its own: what comes in the same one has no order on WhatsApp.
  const since = Math.floor(Date.now() / 1000) - MESSAGES - 10;
  for (let n = 0; n < MESSAGES; n++) {
    await product.sandbox.act('customerSays', { ...marina, text: `pergunta ${n}.`, timestamp: since + n });
  }
  await product.sandbox.act('customerSendsAudio', marina);
  type Edges<Node> = { edges: { node: Node }[]; pageInfo: { endCursor: string } };
  await eventually(async () => {
    const { conversations } = await owner.ask<{ conversations: Edges<{ id: string; contact: { name: string } }> }>(
      `{ conversations(first: 10) { edges { node { id contact { name } } } pageInfo { endCursor } } }`,
    );
    conversation = String(conversations.edges.find(({ node }) => node.contact.name === 'Marina Souza')?.node.id);
    ids.length = 0;
    let after: string | null = null;
    for (let page = 0; page < 2; page++) {
      type Found = { node: { messages: Edges<{ id: string }> } };
      const found: Found = await owner.ask<Found>(
        `query ($id: ID!, $after: String) { node(id: $id) { ... on Conversation { messages(first: 100, after: $after) { edges { node { id } } pageInfo { endCursor } } } } }`,
        { id: conversation, after },
      );
      ids.push(...found.node.messages.edges.map(({ node }) => node.id));
      after = found.node.messages.pageInfo.endCursor;
    }
    expect(ids).toHaveLength(MESSAGES + 1);
  }, 30_000);
  ids.reverse();
  await owner.ask(`mutation ($input: SendMessageInput!) { sendMessage(input: $input) { userErrors { code } } }`, {
    input: { conversationId: conversation, clientKey: 'answer', text: 'Sobre a terceira: sim', replyToId: ids[3] },
  });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const bubble = (page: Page, text: string) => page.locator('inbox-message-bubble').filter({ hasText: text });
const seen = async (page: Page, text: string) => {
  const box = await bubble(page, text).last().boundingBox();
  const thread = await page.getByRole('log').boundingBox();
  return !!box && !!thread && box.y + box.height > thread.y && box.y < thread.y + thread.height;
};
const inSight = (page: Page, text: string) => eventually(async () => expect(await seen(page, text)).toBe(true));

it('goes to a quoted message that is far away, back to the answer, and to the newest', () =>
  atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto(`/inbox/${conversation}`);
    await inSight(page, 'Sobre a terceira');
    expect(await bubble(page, 'pergunta 3.').count()).toBe(1); // as the quote alone
    await page.getByTitle('Ir para a mensagem citada').click();
    await page.locator(`[data-message="${ids[3]}"]`).waitFor();
    await inSight(page, 'pergunta 3.');
    await page.locator('.pointed').waitFor();
    await page.getByRole('button', { name: 'Voltar à resposta' }).click();
    await inSight(page, 'Sobre a terceira');
    await page.getByTitle('Ir para a mensagem citada').click();
    await page.locator(`[data-message="${ids[3]}"]`).waitFor();
    await page.getByRole('button', { name: /a última/ }).click();
    await inSight(page, 'Sobre a terceira');
  }));

it('opens at a message by its address, and says so when there is none', () =>
  atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto(`/inbox/${conversation}?message=${ids[20]}`);
    await page.locator(`[data-message="${ids[20]}"]`).waitFor();
    await inSight(page, 'pergunta 20.');
    expect(await seen(page, 'pergunta 20.')).toBe(true);
    await eventually(() => expect(page.url()).not.toContain('message='));
    await page.goto(`/inbox/${conversation}?message=${btoa('Message:00000000-0000-7000-8000-000000000000')}`);
    await page.getByText('Essa mensagem não está nesta conversa.').waitFor();
    await inSight(page, 'Sobre a terceira');
  }));

it('plays a voice message faster by the keyboard alone, and seeks in it', () =>
  atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto(`/inbox/${conversation}`);
    const speed = page.getByRole('button', { name: /^Velocidade/ }).last();
    await speed.focus();
    for (const shown of ['1,5×', '2×', '1×']) {
      await page.keyboard.press('Enter');
      await eventually(async () => expect(await speed.innerText()).toBe(shown));
    }
    const slider = page.getByRole('slider', { name: 'Posição na mensagem de voz' }).last();
    const length = Number(await slider.getAttribute('aria-valuemax'));
    const stands = (place: number) =>
      eventually(async () => expect(Number(await slider.getAttribute('aria-valuenow'))).toBe(place));
    await slider.focus();
    await page.keyboard.press('End');
    await stands(length);
    await page.keyboard.press('Home');
    await stands(0);
  }));

it('keeps what one reads in its place while older ones load and a new one comes', () =>
  atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto(`/inbox/${conversation}`);
    await inSight(page, 'Sobre a terceira');
    await page.mouse.move(750, 450);
    for (let step = 0; step < 8; step++) {
      await page.mouse.wheel(0, -400);
      await page.waitForTimeout(40);
    }
    const place = () =>
      page.getByRole('log').evaluate((log) => {
        const { top } = log.getBoundingClientRect();
        const rows = [...log.querySelectorAll<HTMLElement>('[data-key]')];
        const row = rows.find((one) => one.getBoundingClientRect().bottom > top + 80);
        return [row?.dataset['key'], Math.round((row?.getBoundingClientRect().top ?? 0) - top)];
      });
    await eventually(async () => {
      const before = await place();
      await page.waitForTimeout(300);
      expect(await place()).toEqual(before);
    });
    const before = await place();
    await product.sandbox.act('customerSays', { instance: owner.instanceName, customer: 'marina', text: 'e mais uma' });
    await page.getByRole('button', { name: /1 mensagem nova/ }).waitFor();
    expect(await place()).toEqual(before);
    await page.setViewportSize({ width: 1200, height: 700 });
    await eventually(async () => expect((await place())[0]).toBe(before[0]));
  }));

it('opens the menu of a message by a finger that stays on it', async () => {
  const context = await browser.newContext({
    baseURL: product.url,
    locale: 'pt-BR',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  try {
    const cookie = { name: 'prosa_session', value: owner.token, url: product.url };
    await context.addCookies([{ ...cookie, httpOnly: true, sameSite: 'Lax' }]);
    const page = await context.newPage();
    await page.goto(`/inbox/${conversation}`);
    const target = bubble(page, 'e mais uma').locator('.bubble');
    await target.waitFor();
    await page.waitForTimeout(500);
    const box = await target.boundingBox();
    const point = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 12 };
    const fingers = await context.newCDPSession(page);
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await page.getByRole('menuitem', { name: 'Responder' }).waitFor();
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.waitForTimeout(500);
    await page.getByRole('menuitem', { name: 'Responder' }).click();
    await page.getByText('Respondendo a').waitFor();
  } finally {
    await context.close();
  }
});
