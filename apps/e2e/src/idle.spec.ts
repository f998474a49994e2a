import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { connectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

const A_MINUTE = 60_000;
/** What follows an event, like counting the views anew, comes within a second of it. */
const AFTER_AN_EVENT_MS = 3_000;
const REST_WITHIN_MS = 30_000;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('an idle dashboard asks for nothing: no HTTP in a minute, and it is live all the same', async () => {
  const owner = await connectedDesk(product, 'DRAFT');
  await product.sandbox.act('customerSays', { instance: owner.instanceName, customer: 'marina', text: 'Oi' });
  await atDesk(browser, product, { token: owner.token }, async ({ page, context }) => {
    await page.goto('/inbox');
    await page.getByRole('link', { name: /Marina Souza/ }).click();
    await page.getByRole('log', { name: 'Conversa com Marina Souza' }).getByText('Oi').waitFor();
    const requests: string[] = [];
    context.on('request', (request) =>
      requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
    );
    await atRest(page, requests);
    // The one test that has to let time pass.
    await page.waitForTimeout(A_MINUTE);
    expect(requests).toEqual([]);
    await product.sandbox.act('customerSays', { instance: owner.instanceName, customer: 'marina', text: 'Ainda aí?' });
    await page
      .getByRole('log', { name: 'Conversa com Marina Souza' })
      .getByText('Ainda aí?')
      .waitFor({ timeout: 2_000 });
  });
});

/** The first message still has consequences (the customer's picture, the counts): waits until nothing was asked for a while. */
async function atRest(page: Page, requests: string[]): Promise<void> {
  const until = Date.now() + REST_WITHIN_MS;
  do {
    if (Date.now() > until) throw new Error(`The dashboard never came to rest:\n${requests.join('\n')}`);
    requests.length = 0;
    await page.waitForTimeout(AFTER_AN_EVENT_MS);
  } while (requests.length > 0);
}
