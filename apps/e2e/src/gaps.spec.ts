import type { Browser } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, bubbleTexts } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, storedMessages, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

const NUMBER = '5511977770009';

let product: Product;
let browser: Browser;
let owner: ConnectedDesk;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  owner = await connectedDesk(product, 'DRAFT');
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const writes = (text: string) =>
  product.sandbox.act('customerSays', { instance: owner.instanceName, customer: NUMBER, name: 'Bia', text });

it('what was written while the product was stopped, and was never delivered, is in the inbox in order, once', async () => {
  await writes('antes');
  await eventually(async () => expect((await storedMessages(owner)).get('Bia')).toHaveLength(1));

  await product.api.kill();
  const missed = Array.from({ length: 12 }, (_, index) => `perdida ${index + 1}`);
  for (const text of missed) await writes(text);
  await product.sandbox.act('phoneSays', { instance: owner.instanceName, customer: NUMBER, text: 'do celular' });
  // Evolution is restarted, too: what it would have sent again is gone.
  expect(await product.sandbox.act<{ lost: number }>('forget')).toMatchObject({ lost: expect.any(Number) });
  const { restarted } = await product.crash();
  await restarted;

  const all = ['antes', ...missed, 'do celular'];
  await eventually(async () => {
    const stored = (await storedMessages(owner)).get('Bia') ?? [];
    expect(stored.map(({ text }) => text)).toEqual(all);
  }, 60_000);
  const delivered = (await product.sandbox.deliveries()).filter(
    ({ event, outcome }) => event === 'messages.upsert' && outcome === 'delivered',
  );
  expect(delivered).toHaveLength(1);

  await writes('depois');
  await atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto('/inbox');
    await page.getByRole('link', { name: /Bia/ }).click();
    const thread = page.getByRole('log', { name: 'Conversa com Bia' });
    await eventually(async () => expect(await bubbleTexts(thread)).toEqual([...all, 'depois']), 20_000);
    await page.goto(`/channels/${encodeURIComponent(owner.channelId)}`);
    await page.getByText('13 mensagens que haviam ficado para trás foram recuperadas').waitFor();
  });
}, 120_000);
