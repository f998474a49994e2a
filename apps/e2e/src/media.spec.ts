import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, markPage } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, storedMessages, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

let product: Product;
let browser: Browser;
let desk: ConnectedDesk;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ timing: { expiredMediaMs: 0 } }), openBrowser()]);
  desk = await connectedDesk(product, 'DRAFT');
  await customer('customerSays', { text: 'Oi, vou mandar tudo' });
  await eventually(async () => expect((await storedMessages(desk)).has('Marina Souza')).toBe(true));
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const seen = (locator: Locator, timeout?: number) => locator.waitFor({ state: 'visible', timeout });
const customer = (action: string, body: object = {}) =>
  product.sandbox.act(action, { instance: desk.instanceName, customer: 'marina', ...body });

async function openThread(page: Page): Promise<() => Promise<boolean>> {
  await page.goto('/inbox');
  await page
    .getByRole('link', { name: /Marina Souza/ })
    .first()
    .click();
  await seen(page.getByLabel('Responder a Marina Souza'));
  await seen(bubbles(page).first());
  return markPage(page);
}
const bubbles = (page: Page) => page.locator('inbox-message-bubble');
const bubble = (page: Page, text: string) => bubbles(page).filter({ hasText: text });

const hasFocus = (element: Locator) =>
  eventually(async () => expect(await element.evaluate((one) => one === document.activeElement)).toBe(true));

/** Loaded and drawn: a broken picture has no width. */
const isDrawn = (picture: Locator) =>
  eventually(async () =>
    expect(await picture.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth)).toBeGreaterThan(0),
  );

it('shows a picture, a voice message and a document: looked at by keyboard, heard and downloaded', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    const sameDocument = await openThread(page);

    await customer('customerSendsPicture', { caption: 'É este aqui' });
    const tile = bubble(page, 'É este aqui').getByRole('button', { name: 'Abrir: Foto enviada por Marina Souza' });
    await isDrawn(tile.getByAltText('Foto enviada por Marina Souza'));
    await tile.focus();
    await page.keyboard.press('Enter');
    const viewer = page.getByRole('dialog', { name: 'Fotos e vídeos' });
    await isDrawn(viewer.getByAltText('Foto enviada por Marina Souza'));
    await seen(viewer.getByText('É este aqui'));
    await hasFocus(viewer.getByRole('button', { name: 'Fechar' }));
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await hasFocus(tile);

    await customer('customerSendsAudio');
    const voice = bubbles(page).last().locator('inbox-voice-player');
    const [sound] = await Promise.all([
      page.waitForResponse((answer) => answer.url().includes('/media/') && answer.request().resourceType() === 'media'),
      voice.getByRole('button', { name: /^Ouvir a mensagem de voz/ }).press('Enter'),
    ]);
    expect(sound.ok()).toBe(true);
    expect(sound.headers()['content-type']).toBe('audio/ogg');
    await seen(voice.getByLabel('Ouvida', { exact: true }));

    await customer('customerSends', { kind: 'document' });
    const link = page.getByRole('link', { name: 'Salvar orcamento.pdf' });
    await seen(link);
    const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
    expect(download.suggestedFilename()).toBe('orcamento.pdf');
    expect(await download.failure()).toBeNull();
    const answer = await page.request.get(download.url());
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="orcamento\.pdf"/),
      'x-content-type-options': 'nosniff',
    });
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await sameDocument()).toBe(true);
  }));

it('says that an expired picture was not downloaded, and asks for it again', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    const sameDocument = await openThread(page);
    await customer('customerSendsPicture', { caption: 'Esta já sumiu', expired: true });
    const picture = bubble(page, 'Esta já sumiu');
    await seen(picture.getByText('Buscando o arquivo…'));
    // After the third refusal.
    await seen(picture.getByText('Não baixado'), 40_000);
    await picture.getByRole('button', { name: 'Baixar' }).press('Enter');
    await seen(picture.getByText('Buscando o arquivo…'));
    await seen(picture.getByText('Não baixado'), 40_000);
    await seen(picture.getByRole('button', { name: 'Baixar' }));
    expect(await sameDocument()).toBe(true);
  }));

it('shows a place, a card, a poll and a sticker with their words', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    const sameDocument = await openThread(page);
    const newest = async (kind: string, part: string) => {
      await customer('customerSends', { kind });
      const found = bubbles(page).last().locator(part);
      await seen(found);
      return found;
    };

    const place = await newest('location', 'inbox-location-card');
    await seen(place.getByText('Padaria Trigo & Cia'));
    await seen(place.getByText('Av. Paulista, 1578'));
    expect(await place.getByRole('link').getAttribute('href')).toContain('-23.561414,-46.655881');

    const card = await newest('contactCard', 'inbox-contact-cards');
    await seen(card.getByText('Bruno Dias'));
    expect(await card.getByRole('link').getAttribute('href')).toBe('tel:+5511999990003');

    const poll = await newest('poll', 'inbox-poll-card');
    await seen(poll.getByText('Qual sabor de bolo?'));
    expect(await poll.getByRole('listitem').allInnerTexts()).toEqual(['Chocolate', 'Morango', 'Coco']);

    const sticker = await newest('sticker', '.sticker');
    await isDrawn(sticker.getByAltText('Figurinha'));
    // The list names the newest by its kind.
    await seen(page.getByRole('link', { name: /Marina Souza.*Figurinha/ }));
    expect(await sameDocument()).toBe(true);
  }));
