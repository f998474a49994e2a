import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, markPage } from './harness/desk';
import { eventually } from './harness/eventually';
import { createAgent, registerOwner, type Owner } from './harness/owner';
import { startProduct, type Product, type ProductOptions } from './harness/product';

const REAL_TIMING = { firstCodeMs: 60_000, nextCodeMs: 20_000, codeLimit: 30 };
const HASTY_TIMING = { firstCodeMs: 3_000, nextCodeMs: 1_500, codeLimit: 3 };

let browser: Browser;
let product: Product;

beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(() => product?.stop());
afterAll(() => browser?.close());

const seen = (locator: Locator, timeout?: number) => locator.waitFor({ state: 'visible', timeout });
const qr = (page: Page) => page.getByAltText('Código QR para ler com o WhatsApp');
const qrText = (page: Page) => page.getByLabel('Texto do código QR');

async function workspace(options: ProductOptions = {}): Promise<{ owner: Owner; connectPage: string }> {
  product = await startProduct(options);
  const owner = await registerOwner(product);
  return { owner, connectPage: `/agents/${await createAgent(owner, 'DRAFT')}/connect` };
}

it('Evolution down, codes that turn over and run out, a phone that logs out: the page follows by itself', async () => {
  const { owner, connectPage } = await workspace();
  await atDesk(browser, product, { token: owner.token }, async ({ page, context }) => {
    await page.goto(connectPage);
    await product.sandbox.act('down');
    await page.getByRole('button', { name: 'Mostrar código QR' }).click();
    await seen(page.getByText('O serviço do WhatsApp não responde.'));
    await seen(page.getByRole('heading', { name: 'Não funcionou' }));
    const samePage = await markPage(page);

    // It is back; the same attempt goes on. Nobody scans: codes turn over, and end with their reason.
    await product.sandbox.act('heal');
    await product.sandbox.act('timing', HASTY_TIMING);
    await page.getByRole('button', { name: 'Tentar de novo' }).click();
    await seen(qr(page));
    const first = await qrText(page).inputValue();
    await eventually(async () => expect(await qrText(page).inputValue()).not.toBe(first));
    await seen(page.getByText('Ninguém leu o código a tempo.'));
    expect(await qr(page).count()).toBe(0);
    expect(await product.sandbox.instances()).toHaveLength(1);

    await product.sandbox.act('timing', REAL_TIMING);
    await page.getByRole('button', { name: /^(Reconectar|Tentar de novo)$/ }).click();
    await seen(qr(page));
    await product.sandbox.act('scan', { code: await qrText(page).inputValue() });
    await seen(page.getByRole('heading', { name: 'Conectado', exact: true }));

    // The owner removes the device on the phone: every open page tells it.
    const inbox = await context.newPage();
    await inbox.goto('/inbox');
    await inbox.getByRole('link', { name: /Dona Lúcia/ }).click();
    const integrations = await context.newPage();
    await integrations.goto('/integrations');
    await seen(integrations.getByRole('heading', { name: 'Conectado', exact: true }));
    await product.sandbox.act('logout');
    await seen(page.getByRole('heading', { name: 'Desvinculado no telefone' }));
    await seen(inbox.getByText(/está desconectado desde/));
    await seen(integrations.getByText('O número foi desvinculado no telefone.'));

    await page.getByRole('button', { name: 'Reconectar' }).click();
    await seen(qr(page));
    await product.sandbox.act('scan', { code: await qrText(page).inputValue() });
    await seen(page.getByRole('heading', { name: 'Conectado', exact: true }));
    await inbox.getByText(/está desconectado desde/).waitFor({ state: 'hidden' });
    await seen(integrations.getByRole('heading', { name: 'Conectado', exact: true }));
    expect(await samePage()).toBe(true);
    expect(await product.sandbox.instances()).toHaveLength(1);
  });
});

it('a key that Evolution refuses is named as what it is', async () => {
  const { owner, connectPage } = await workspace({ env: { EVOLUTION_API_KEY: 'not-the-key' } });
  await atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto(connectPage);
    await page.getByRole('button', { name: 'Mostrar código QR' }).click();
    await seen(page.getByText('O serviço do WhatsApp recusa a chave deste servidor, e nada pode ser enviado.'));
    await seen(page.getByRole('button', { name: 'Tentar de novo' }));
    expect(await product.sandbox.instances()).toEqual([]);
    expect(product.api.output()).not.toContain('not-the-key');
  });
});

it('an Evolution that cannot reach us: the code is shown all the same, and the address that is out of reach is named', async () => {
  const nowhere = 'http://127.0.0.1:9';
  const { owner, connectPage } = await workspace({ env: { EVOLUTION_WEBHOOK_URL: nowhere } });
  await atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto(connectPage);
    await page.getByRole('button', { name: 'Mostrar código QR' }).click();
    await seen(page.getByText(`${nowhere}/webhooks/evolution/`), 20_000);
    await seen(qr(page));
    const { integrations } = await owner.ask<{ integrations: { status: string; problem: string }[] }>(
      `{ integrations { status problem } }`,
    );
    expect(integrations).toEqual([{ status: 'ACTION_NEEDED', problem: expect.stringContaining(nowhere) }]);
  });
});
