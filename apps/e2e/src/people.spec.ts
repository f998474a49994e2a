import type { Browser, Locator, Page } from 'playwright-core';
import { barriers } from './harness/barriers';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, storedMessages, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

let product: Product;
let browser: Browser;
let desk: ConnectedDesk;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  desk = await connectedDesk(product, 'DRAFT');
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const seen = (locator: Locator) => locator.waitFor({ state: 'visible' });
const gone = (locator: Locator) => locator.waitFor({ state: 'detached' });
const bubble = (page: Page, text: string) => page.locator('inbox-message-bubble').filter({ hasText: text });
const panel = (page: Page) => page.locator('inbox-contact-panel');
const dialog = (page: Page) => page.getByRole('dialog');
/** The customer writes from a number of their own, under the name that WhatsApp gives them. */
const writes = (customer: string, text: string, name?: string) =>
  product.sandbox.act('customerSays', { instance: desk.instanceName, customer, text, name });
const names = async () => [...(await storedMessages(desk)).keys()].sort();

async function openThread(page: Page, name: string): Promise<void> {
  await eventually(async () => expect(await names()).toContain(name));
  await page.goto('/inbox');
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await seen(page.getByLabel(`Responder a ${name}`));
  await seen(panel(page).getByRole('button', { name: 'Mudar o nome' }));
}

async function startDialog(page: Page, to: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Nova conversa' }).first().click();
  await dialog(page).getByRole('combobox', { name: 'Para' }).fill(to);
  await dialog(page).getByLabel('Mensagem').fill(text);
}

it('begins a conversation with a new number, and says so of one without WhatsApp', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await page.goto('/inbox');
    await startDialog(page, '11 98765-0404', 'Oi!');
    expect(await barriers(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Enviar', exact: true }).click();
    await seen(dialog(page).getByText('Este número não está no WhatsApp.'));
    const field = dialog(page).getByRole('combobox', { name: 'Para' });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe('11 98765-0404'); // to be mended, not to be typed again
    expect(await dialog(page).getByLabel('Mensagem').inputValue()).toBe('Oi!');

    await field.fill('11 98765-0405');
    await dialog(page).getByLabel('Nome').fill('Paula Reis');
    await dialog(page).getByRole('button', { name: 'Enviar', exact: true }).click();
    await gone(dialog(page));
    await seen(page.getByLabel('Responder a Paula Reis'));
    await seen(bubble(page, 'Oi!').getByRole('img', { name: 'Entregue' }));
    const sent = (await product.sandbox.sent()).filter(({ message }) => message.conversation === 'Oi!');
    expect(sent.map(({ key }) => key.remoteJid)).toEqual(['5511987650405@s.whatsapp.net']);
  }));

it("keeps the name that the team gave, whatever WhatsApp's is", async () => {
  await writes('marina', 'Bom dia');
  await atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await openThread(page, 'Marina Souza');
    await panel(page).getByRole('button', { name: 'Mudar o nome' }).click();
    const field = panel(page).getByLabel('Nome', { exact: true });
    await field.press('Escape');
    await gone(field);
    await panel(page).getByRole('button', { name: 'Mudar o nome' }).press('Enter');
    await eventually(async () => expect(await field.evaluate((one) => one === document.activeElement)).toBe(true));
    await page.keyboard.type('Marina da Padaria'); // what was there is marked
    await page.keyboard.press('Enter');
    await seen(page.getByLabel('Responder a Marina da Padaria'));

    await writes('marina', 'Mudei de nome no WhatsApp', 'Mari 🌷');
    await seen(bubble(page, 'Mudei de nome'));
    await seen(page.getByRole('link', { name: /Marina da Padaria.*Mudei de nome/ }));
    expect(await page.getByText('Mari 🌷').count()).toBe(0);
    expect(await names()).not.toContain('Mari 🌷');
  });
});

it('finds the same person twice, makes one of them, and takes it back', async () => {
  await writes('joao', 'Oi, sou o João');
  await writes('rafael', 'Oi, é o João do outro número');
  await atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await eventually(async () => expect(await names()).toContain('Rafael Lima'));
    await openThread(page, 'João Pereira');
    await panel(page).getByRole('button', { name: 'Unir com…' }).click();
    expect(await barriers(page)).toEqual([]);
    await dialog(page).getByRole('combobox').fill('rafael');
    await dialog(page)
      .getByRole('option', { name: /Rafael Lima/ })
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    await seen(dialog(page).getByRole('heading', { name: 'É a mesma pessoa?' }));
    const side = (name: string) => dialog(page).getByRole('radio', { name: new RegExp(name) });
    await seen(side('Rafael Lima'));
    const after = dialog(page).getByRole('region', { name: 'Depois de unir' });
    expect(await barriers(page)).toEqual([]);
    await side('João Pereira').check();
    await seen(after.getByText('João Pereira'));
    await seen(after.getByText('+55 (21) 97766-0202, +55 (31) 99655-0303'));
    await dialog(page).getByRole('button', { name: 'Unir', exact: true }).click();
    await gone(dialog(page));

    // One thread on one number: what both wrote.
    await seen(bubble(page, 'sou o João'));
    await seen(bubble(page, 'do outro número'));
    await seen(panel(page).getByRole('button', { name: /^Separar Rafael Lima/ }));
    await seen(panel(page).getByText('+55 (31) 99655-0303').first());
    expect(await names()).not.toContain('Rafael Lima');
    expect(await barriers(page)).toEqual([]);

    await panel(page)
      .getByRole('button', { name: /^Separar Rafael Lima/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Separar', exact: true }).click();
    await gone(panel(page).getByRole('button', { name: /^Separar/ }));
    await eventually(async () =>
      expect(await names()).toEqual(expect.arrayContaining(['João Pereira', 'Rafael Lima'])),
    );
    await writes('rafael', 'Era outra pessoa');
    await seen(page.getByRole('link', { name: /Rafael Lima.*Era outra pessoa/ }));
    expect(await bubble(page, 'Era outra pessoa').count()).toBe(0);
  });
});

it('notes that somebody wants no messages: the panel and the composer say it, until they are allowed again', async () => {
  await writes('emily', 'Please do not write again');
  await atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await openThread(page, 'Emily Carter');
    await panel(page).getByRole('button', { name: 'Não quer mensagens' }).click();
    await seen(panel(page).getByText(/Não quer mensagens, anotado em/));
    const strip = page.locator('inbox-composer').getByText(/Emily Carter não quer mensagens/);
    await seen(strip);
    expect(await barriers(page)).toEqual([]);
    await panel(page).getByRole('button', { name: 'Permitir mensagens de novo' }).click();
    await gone(strip);
    await gone(panel(page).getByText(/anotado em/));
  });
});
