import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, markPage } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, storedMessages, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

const NUMBER = '5511977770019';

let browser: Browser;
let product: Product;
let owner: ConnectedDesk;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});
beforeEach(async () => {
  owner = await connectedDesk(product, 'DRAFT');
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const seen = (locator: Locator, timeout?: number) => locator.waitFor({ state: 'visible', timeout });
const state = (page: Page, word: string) => page.getByLabel('Estado', { exact: true }).getByText(word, { exact: true });
const onChannelPage = (story: (page: Page) => Promise<void>) =>
  atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto(`/channels/${encodeURIComponent(owner.channelId)}`);
    await seen(state(page, 'Conectado'));
    await story(page);
  });
const fault = (action: string, body: object = {}) =>
  product.sandbox.act(action, { instance: owner.instanceName, ...body });

it('logged out on the phone: one button, one scan, and it is connected again', async () => {
  await onChannelPage(async (page) => {
    await fault('logout');
    await seen(state(page, 'Saiu da conta'));
    await seen(page.getByText('O número foi desvinculado no telefone.').first());
    await page.getByRole('button', { name: 'Conectar de novo' }).click();
    const text = page.getByLabel('Texto do código QR');
    await seen(text);
    await product.sandbox.act('scan', { code: await text.inputValue() });
    await seen(page.getByRole('heading', { name: 'Conectado', exact: true }));
  });
}, 60_000);

it('banned, at a button of the page of faults: the number’s page says so and what to do', async () => {
  await onChannelPage(async (page) => {
    const faults = await page.context().newPage();
    await faults.goto(`${product.sandbox.url}/faults?instance=${owner.instanceName}`);
    await faults.locator('#fault-ban').click();
    await eventually(async () => expect(await faults.locator('#outcome').textContent()).toContain('Banir o número'));
    await seen(state(page, 'Falhou'));
    await seen(page.getByText('O WhatsApp bloqueou este número.').first());
    await seen(page.getByRole('button', { name: 'Tentar de novo' }));
  });
}, 60_000);

it('a drop that sends no close heals before the eyes of whoever looks, and its history says for how long', async () => {
  await onChannelPage(async (page) => {
    const samePage = await markPage(page);
    await fault('drop', { ms: 3_000 });
    await seen(state(page, 'Reconectando'));
    await seen(state(page, 'Conectado'));
    await seen(page.getByText(/^Durou \d+ s$/).first());
    expect(await samePage()).toBe(true);
  });
}, 60_000);

it('a webhook that somebody changed at Evolution is set right with the next look, and the message that was missed arrives', async () => {
  await onChannelPage(async (page) => {
    await fault('changeWebhook', { events: ['CONNECTION_UPDATE'] });
    await fault('customerSays', { customer: NUMBER, name: 'Caio', text: 'ninguém me ouviu' });
    // Turning groups on has the server looked at, at once.
    await page.getByRole('switch', { name: /Grupos/ }).click();
    await seen(page.getByText('As entregas tinham sido mudadas no serviço do WhatsApp e foram acertadas'), 20_000);
    await eventually(
      async () =>
        expect((await storedMessages(owner)).get('Caio')?.map(({ text }) => text)).toEqual(['ninguém me ouviu']),
      60_000,
    );
    await seen(page.getByText('1 mensagem que havia ficado para trás foi recuperada'));
    await fault('customerSays', { customer: NUMBER, text: 'agora sim' });
    await eventually(async () => expect((await storedMessages(owner)).get('Caio')).toHaveLength(2));
  });
}, 120_000);
