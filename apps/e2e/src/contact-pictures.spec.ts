import type { Browser } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

let product: Product;
let browser: Browser;
let owner: ConnectedDesk;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  owner = await connectedDesk(product);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('shows who writes by their picture, without a reload, and by initials who has none', async () => {
  await atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto('/inbox');
    for (const customer of ['marina', 'joao'])
      await product.sandbox.act('customerSays', { instance: owner.instanceName, customer, text: 'Oi' });
    const row = (name: string) => page.locator('[data-conversation]', { hasText: name });
    await row('Marina').locator('ui-avatar img').waitFor();
    await row('Marina').click();
    // In the list, the head of the thread and the panel beside it.
    await eventually(async () => {
      const images = await page
        .locator('ui-avatar img')
        .evaluateAll((all) => all.map((one) => [(one as HTMLImageElement).naturalWidth, one.getAttribute('alt')]));
      expect(images).toEqual(Array(3).fill([192, '']));
    });
    expect(await row('João').locator('ui-avatar img').count()).toBe(0);
    expect(await row('João').locator('ui-avatar').getAttribute('data-initials')).toMatch(/^J/);
    // A picture that cannot be had any more.
    const picture = page.locator('.header .who ui-avatar img');
    const before = await page.locator('.header .who').boundingBox();
    await picture.evaluate((image) => image.dispatchEvent(new Event('error')));
    await page.locator('.header .who ui-avatar[data-initials]').waitFor();
    expect(await page.locator('.header .who').boundingBox()).toEqual(before);
  });
});
