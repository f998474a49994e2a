import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, bubbleTexts, markPage } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy';

let product: Product;
let proxy: TcpProxy;
let browser: Browser;
let owner: ConnectedDesk;

beforeAll(async () => {
  const behindProxy = async (url: string) => {
    proxy = await startTcpProxy(Number(new URL(url).port));
    return proxy.url;
  };
  [product, browser] = await Promise.all([startProduct({ publicUrl: behindProxy }), openBrowser()]);
  owner = await connectedDesk(product, 'DRAFT');
});

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await product?.stop();
});

const seen = (locator: Locator, timeout?: number) => locator.waitFor({ state: 'visible', timeout });
const badge = (page: Page, word: string) => page.getByRole('status').filter({ hasText: word }).first();
let clock = Math.floor(Date.now() / 1000);
const says = (customer: string, text: string) =>
  product.sandbox.act('customerSays', { instance: owner.instanceName, customer, text, timestamp: (clock += 1) });
const sentTexts = async () => (await product.sandbox.sent()).map(({ message }) => message.conversation);

async function openThread(page: Page, customer: string, name: string): Promise<Locator> {
  await says(customer, 'um');
  await page.goto('/inbox');
  await page.getByRole('link', { name: new RegExp(name) }).click();
  const thread = page.getByRole('log', { name: `Conversa com ${name}` });
  await seen(thread.getByText('um', { exact: true }));
  await seen(badge(page, 'Ao vivo'));
  return thread;
}

async function reply(page: Page, name: string, text: string): Promise<void> {
  await page.getByLabel(`Responder a ${name}`).fill(text);
  await page.keyboard.press('Enter');
}

it('cut and back: the badge says so, nothing is missed or doubled, a reply waits and leaves once', () =>
  atDesk(browser, product, { url: proxy.url, token: owner.token, networkFails: true }, async ({ page }) => {
    const thread = await openThread(page, 'marina', 'Marina Souza');
    const samePage = await markPage(page);
    proxy.cut();
    await seen(badge(page, 'Religando'));
    await says('marina', 'dois');
    await reply(page, 'Marina Souza', 'resposta');
    await seen(
      thread
        .locator('inbox-message-bubble')
        .filter({ hasText: 'resposta' })
        .getByRole('img', { name: 'Aguardando envio' }),
    );
    await says('marina', 'três');
    expect(await sentTexts()).not.toContain('resposta');
    proxy.restore();
    await seen(badge(page, 'Ao vivo'));
    await eventually(async () => expect(await bubbleTexts(thread)).toEqual(['um', 'dois', 'três', 'resposta']));
    await seen(
      thread.locator('inbox-message-bubble').filter({ hasText: 'resposta' }).getByRole('img', { name: 'Entregue' }),
    );
    expect((await sentTexts()).filter((text) => text === 'resposta')).toHaveLength(1);
    expect(await samePage()).toBe(true);
  }));

it('half-open and back: the dashboard notices by itself that nothing comes through', () =>
  atDesk(browser, product, { url: proxy.url, token: owner.token, networkFails: true }, async ({ page }) => {
    const thread = await openThread(page, 'joao', 'João Pereira');
    const samePage = await markPage(page);
    proxy.freeze();
    await says('joao', 'dois');
    await reply(page, 'João Pereira', 'até logo');
    await says('joao', 'três');
    await seen(badge(page, 'Religando'), 25_000);
    proxy.restore();
    await seen(badge(page, 'Ao vivo'), 30_000);
    await eventually(async () => expect(await bubbleTexts(thread)).toEqual(['um', 'dois', 'três', 'até logo']), 30_000);
    // Each connection that the browser kept is dead, and found out one by one.
    await seen(
      thread.locator('inbox-message-bubble').filter({ hasText: 'até logo' }).getByRole('img', { name: 'Entregue' }),
      40_000,
    );
    expect((await sentTexts()).filter((text) => text === 'até logo')).toHaveLength(1);
    expect(await samePage()).toBe(true);
  }));
