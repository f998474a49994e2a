import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, storedMessages, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

let product: Product;
let browser: Browser;
let desk: ConnectedDesk;

beforeAll(async () => {
  const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  [product, browser] = await Promise.all([startProduct(), openBrowser(microphone)]);
  desk = await connectedDesk(product, 'DRAFT');
  await product.sandbox.act('customerSays', {
    instance: desk.instanceName,
    customer: 'marina',
    text: 'Oi, tem foto do pão?',
  });
  await eventually(async () => expect((await storedMessages(desk)).has('Marina Souza')).toBe(true));
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const seen = (locator: Locator) => locator.waitFor({ state: 'visible' });

/** A picture that is one: Evolution reads it. */
function png(side = 48): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, 0xb0)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}
const PDF = Buffer.from('%PDF-1.1\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

interface SentFile {
  messageType: string;
  message: Record<string, Record<string, unknown>>;
}
const sent = async () => (await product.sandbox.sent()) as unknown as SentFile[];
/** The newest that the phone got is of this type; its content. */
const arrived = (type: string) =>
  eventually(async () => {
    const last = (await sent()).at(-1);
    expect(last?.messageType).toBe(type);
    return last?.message[type] as Record<string, unknown>;
  });

async function openThread(page: Page): Promise<void> {
  await page.goto('/inbox');
  await page
    .getByRole('link', { name: /Marina Souza/ })
    .first()
    .click();
  await seen(page.getByLabel('Responder a Marina Souza'));
}
const bubbles = (page: Page) => page.locator('inbox-message-bubble');
/** As many bubbles as messages, the last of them with one tick or more. */
const settled = (page: Page, count: number) =>
  eventually(async () => {
    expect(await bubbles(page).count()).toBe(count);
    expect(await page.locator('inbox-pending-content').count()).toBe(0);
  });

it('sends a photo, a pasted picture, a document, a voice note, a place and a card, and the phone gets each', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page, context }) => {
    await openThread(page);

    // A photo with a caption, by the file dialog.
    await page
      .locator('input[data-files=photos]')
      .setInputFiles({ name: 'pao.png', mimeType: 'image/png', buffer: png() });
    await seen(page.getByRole('list', { name: 'Arquivos a enviar' }));
    await page.getByLabel('Responder a Marina Souza').fill('Saiu agora do forno');
    await page.keyboard.press('Enter');
    expect(await arrived('imageMessage')).toMatchObject({ caption: 'Saiu agora do forno' });
    await settled(page, 2);
    await seen(page.getByAltText(/Foto/).last());

    // A picture from the clipboard.
    await page.getByLabel('Responder a Marina Souza').focus();
    await page.evaluate(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      [...png(24)],
    );
    await seen(page.getByRole('list', { name: 'Arquivos a enviar' }));
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await eventually(async () =>
      expect((await sent()).filter(({ messageType }) => messageType === 'imageMessage')).toHaveLength(2),
    );
    await settled(page, 3);

    // Two documents dropped on the thread go in order, each with its own caption.
    const transfer = await page.evaluateHandle(
      (bytes) => {
        const data = new DataTransfer();
        for (const name of ['orçamento.pdf', 'cardápio.pdf'])
          data.items.add(new File([new Uint8Array(bytes)], name, { type: 'application/pdf' }));
        return data;
      },
      [...PDF],
    );
    const thread = page.locator('inbox-open-conversation');
    await thread.dispatchEvent('dragenter', { dataTransfer: transfer });
    await seen(page.getByText('Solte os arquivos aqui para enviar'));
    await thread.dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByLabel('Legenda de orçamento.pdf').fill('O orçamento');
    await page.getByLabel('Legenda de cardápio.pdf').fill('O cardápio');
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await eventually(async () =>
      expect((await sent()).flatMap(({ message }) => message['documentMessage'] ?? [])).toMatchObject([
        { fileName: 'orçamento.pdf', caption: 'O orçamento' },
        { fileName: 'cardápio.pdf', caption: 'O cardápio' },
      ]),
    );
    await settled(page, 5);

    // A voice note, heard before it is sent.
    await page.getByRole('button', { name: 'Gravar mensagem de voz' }).click();
    await eventually(async () => expect(await page.getByRole('timer').innerText()).toBe('0:01'));
    await page.getByRole('button', { name: 'Parar e ouvir' }).click();
    await seen(page.locator('inbox-voice-recorder audio'));
    await page.getByRole('button', { name: 'Enviar a mensagem de voz' }).click();
    expect(await arrived('audioMessage')).toMatchObject({ ptt: true });
    await settled(page, 6);

    // A place by a link, then one by the device.
    const attach = async (what: string) => {
      await page.getByRole('button', { name: 'Anexar' }).click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await attach('Localização');
    await page
      .getByLabel('Coordenadas ou link de mapa')
      .fill('https://www.google.com/maps/place/X/@-23.5,-46.6,17z/data=!3d-23.561414!4d-46.655881');
    await page.getByLabel('Nome').fill('Padaria Aurora');
    await page.getByRole('button', { name: 'Enviar localização' }).click();
    expect(await arrived('locationMessage')).toMatchObject({
      degreesLatitude: -23.561414,
      degreesLongitude: -46.655881,
      name: 'Padaria Aurora',
    });
    await settled(page, 7);
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: -8.05, longitude: -34.9 });
    await attach('Localização');
    await page.getByRole('button', { name: 'Usar minha localização' }).click();
    await seen(page.getByText('-8.05, -34.9'));
    await page.getByRole('button', { name: 'Enviar localização' }).click();
    await eventually(async () => expect(await arrived('locationMessage')).toMatchObject({ degreesLatitude: -8.05 }));
    await settled(page, 8);

    // Cards: one of the people of the desk, one by hand.
    await attach('Contato');
    await page.getByLabel('Busque por nome ou número').fill('marina');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Marina Souza/ })
      .click();
    await page.getByLabel('Nome', { exact: true }).fill('Entregas');
    await page.getByLabel('Telefone', { exact: true }).fill('(11) 98888-7777');
    await page.getByRole('button', { name: 'Enviar (2)' }).click();
    const cards = (await arrived('contactsArrayMessage'))['contacts'] as { displayName: string; vcard: string }[];
    expect(cards.map(({ displayName }) => displayName)).toEqual(['Marina Souza', 'Entregas']);
    expect(cards[1]?.vcard).toContain('waid=5511988887777:');
    await settled(page, 9);

    // All of it is still one bubble each after a reload.
    await page.reload();
    await settled(page, 9);
  }));

it('makes no second bubble and sends nothing twice when the answer to a photo is lost', () =>
  atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    await openThread(page);
    await eventually(async () => expect(await bubbles(page).count()).toBeGreaterThan(1));
    const [before, shown] = [(await sent()).length, await bubbles(page).count()];
    await product.sandbox.act('loseAnswers', { times: 1 });
    await page
      .locator('input[data-files=photos]')
      .setInputFiles({ name: 'outra.png', mimeType: 'image/png', buffer: png(32) });
    await page.getByLabel('Responder a Marina Souza').fill('Só uma vez');
    await page.keyboard.press('Enter');
    await eventually(async () => expect((await sent()).length).toBe(before + 1));
    await eventually(async () => {
      const mine = [...(await storedMessages(desk)).values()].flat().filter(({ text }) => text === 'Só uma vez');
      expect(mine).toMatchObject([{ status: expect.stringMatching(/^(SENT|DELIVERED|READ)$/) }]);
    }, 30_000);
    await settled(page, shown + 1);
    expect((await sent()).length).toBe(before + 1);
  }));

it('says so when the page went before the whole file had', () =>
  atDesk(browser, product, { token: desk.token, networkFails: true }, async ({ page }) => {
    await openThread(page);
    await page.route('**/media/uploads/*', () => undefined); // never answered
    await page
      .locator('input[data-files=documents]')
      .setInputFiles({ name: 'grande.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await seen(page.getByRole('progressbar', { name: 'Enviando grande.pdf' }));
    await page.reload();
    await seen(page.getByText(/a página foi fechada antes de o arquivo sair por inteiro/));
    await page.getByRole('button', { name: 'Descartar' }).click();
    await eventually(async () => expect(await page.locator('inbox-pending-content').count()).toBe(0));
  }));
