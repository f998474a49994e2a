import type { Browser, Page } from 'playwright-core';
import { barriers } from './harness/barriers';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, createAgent, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

let product: Product;
let browser: Browser;
let owner: ConnectedDesk;
let conversation: string;
let unconnected: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  owner = await connectedDesk(product);
  unconnected = await createAgent(owner, 'DRAFT');
  for (const text of ['Oi, quanto custa o pão?', 'E entregam? Vejam https://example.test/mapa']) {
    await product.sandbox.act('customerSays', { instance: owner.instanceName, customer: 'marina', text });
  }
  await product.sandbox.act('customerSendsPicture', {
    instance: owner.instanceName,
    customer: 'marina',
    caption: 'Deste aqui',
  });
  await eventually(async () => expect(await product.sandbox.sent()).toHaveLength(1));
  conversation = await eventually(async () => {
    type Found = { conversations: { edges: { node: { id: string } }[] } };
    const { conversations } = await owner.ask<Found>(`{ conversations(first: 1) { edges { node { id } } } }`);
    return String(conversations.edges[0]?.node.id);
  });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Its heading is there and nothing is a skeleton any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2').filter({ visible: true }).first().waitFor();
  await page.locator('ui-skeleton, inbox-delayed-skeleton').first().waitFor({ state: 'detached' });
}

const signedOut = () => ['/login', '/register'];
const signedIn = () => [
  '/',
  '/agents',
  '/agents/new',
  `/agents/${owner.agentId}`,
  `/agents/${owner.agentId}/connect`,
  `/agents/${unconnected}/connect`,
  '/integrations',
  `/channels/${owner.channelId}`,
  '/inbox',
  `/inbox/${conversation}`,
  '/nowhere',
];

it.each([1440, 390])(
  'at a width of %i px no page has a barrier that axe calls serious, nor scrolls sideways',
  async (width) => {
    const found: string[] = [];
    const look = async (page: Page, name: string) => {
      await settled(page);
      found.push(...(await barriers(page)).map((barrier) => `${name} ${barrier}`));
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
        found.push(`${name} scrolls sideways`);
    };
    await atDesk(browser, product, { width }, async ({ page }) => {
      for (const path of signedOut()) {
        await page.goto(path);
        await look(page, path);
      }
    });
    await atDesk(browser, product, { width, token: owner.token }, async ({ page }) => {
      for (const path of signedIn()) {
        await page.goto(path);
        await look(page, path);
      }
      await page.goto(`/inbox/${conversation}`);
      if (width < 600) await page.getByRole('button', { name: /^Marina Souza/ }).click();
      await page.getByRole('heading', { name: 'Contato', exact: true }).waitFor();
      await look(page, 'contact panel');
      await page.goto('/agents');
      await page.getByRole('button', { name: 'Ajustes' }).filter({ visible: true }).click();
      await page.getByRole('menuitemradio', { name: 'Escuro' }).waitFor();
      await look(page, 'settings');
    });
    expect(found).toEqual([]);
  },
);

it('language and theme are chosen once and kept', () =>
  atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto('/agents');
    await page.getByRole('heading', { name: 'Agentes', level: 1 }).waitFor();
    const light = await ground();
    await page.getByRole('button', { name: 'Ajustes' }).filter({ visible: true }).click();
    await page.getByRole('menuitemradio', { name: 'Escuro' }).click();
    await eventually(async () => expect(await ground()).not.toBe(light));
    const dark = await ground();
    await page.getByRole('button', { name: 'Ajustes' }).filter({ visible: true }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');

    await page.reload();
    await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor();
    expect(await ground()).toBe(dark);
    expect(await page.title()).toContain('Agents');
    await page.getByRole('button', { name: 'Settings' }).filter({ visible: true }).click();
    expect(await page.getByRole('menuitemradio', { name: 'English' }).getAttribute('aria-checked')).toBe('true');
    expect(await page.getByRole('menuitemradio', { name: 'Dark' }).getAttribute('aria-checked')).toBe('true');
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await eventually(async () => expect(await ground()).toBe(light));
  }));
