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
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  desk = await connectedDesk(product, 'DRAFT');
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const seen = (locator: Locator) => locator.waitFor({ state: 'visible' });
const gone = (locator: Locator) => locator.waitFor({ state: 'detached' });
const bubbles = (page: Page) => page.locator('inbox-message-bubble');
const bubble = (page: Page, text: string) => bubbles(page).filter({ hasText: text });
/** In the thread: the list shows the newest message as well. */
const deletedMessage = (page: Page) => bubbles(page).getByText('Esta mensagem foi apagada', { exact: true });

/** The customer does something; the answer names the message. */
const customer = (action: string, body: object) =>
  product.sandbox.act<{ id: string }>(action, { instance: desk.instanceName, ...body });
/** What Evolution told of what was done to its messages. */
const told = async (event: string) =>
  (await product.sandbox.deliveries()).filter((one) => one.event === event).map(({ body }) => body.data);
const lastSent = async () => (await product.sandbox.sent()).at(-1);

async function openThread(page: Page, name: string): Promise<() => Promise<boolean>> {
  await eventually(async () => expect((await storedMessages(desk)).has(name)).toBe(true));
  await page.goto('/inbox');
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await seen(page.getByLabel(`Responder a ${name}`));
  return markPage(page);
}

/** Opens a message's menu by keyboard. */
async function openMenu(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: `Ações da mensagem: ${text}`, exact: true }).press('Enter');
  await seen(page.getByRole('menu'));
}

it('a member replies, reacts, edits and deletes, and the phone shows it', async () => {
  const asked = await customer('customerSays', { customer: 'marina', text: 'Tem pão de nozes?' });
  await atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    const sameDocument = await openThread(page, 'Marina Souza');
    const field = page.getByLabel('Responder a Marina Souza');

    await openMenu(page, 'Tem pão de nozes?');
    await page.getByRole('menuitem', { name: 'Responder', exact: true }).click();
    await seen(page.getByText('Respondendo a Marina Souza'));
    await field.fill('Tem sim, R$ 22');
    await field.press('Enter');
    await seen(bubble(page, 'Tem sim, R$ 22').getByRole('button', { name: 'Marina Souza Tem pão de nozes?' }));
    await eventually(async () =>
      expect(await lastSent()).toMatchObject({
        message: { conversation: 'Tem sim, R$ 22' },
        contextInfo: { stanzaId: asked.id },
      }),
    );
    const answer = (await lastSent())?.key.id;

    await openMenu(page, 'Tem pão de nozes?');
    await page.getByRole('menuitem', { name: 'Reagir com ❤️' }).click();
    await seen(page.getByRole('button', { name: 'Reações: ❤️ Ana Prado' }));
    const reaction = (text: string) => ({ message: { reactionMessage: { text, key: { id: asked.id } } } });
    await eventually(async () => expect(await lastSent()).toMatchObject(reaction('❤️')));
    await openMenu(page, 'Tem pão de nozes?');
    await page.getByRole('menuitem', { name: 'Tirar a reação', exact: true }).click();
    await gone(page.getByRole('button', { name: /^Reações:/ }));
    await eventually(async () => expect(await lastSent()).toMatchObject(reaction('')));

    await openMenu(page, 'Tem sim, R$ 22');
    await page.getByRole('menuitem', { name: 'Editar' }).click();
    await seen(page.getByText('Editando a mensagem'));
    expect(await field.inputValue()).toBe('Tem sim, R$ 22');
    await field.fill('Tem sim, R$ 24');
    await field.press('Enter');
    await seen(bubble(page, 'Tem sim, R$ 24').getByText('Editada', { exact: true }));
    expect(await told('send.message.update')).toMatchObject([
      { key: { id: answer }, editedMessage: { extendedTextMessage: { text: 'Tem sim, R$ 24' } } },
    ]);

    await openMenu(page, 'Tem sim, R$ 24');
    await page.getByRole('menuitem', { name: 'Apagar para todos' }).click();
    await page.getByRole('button', { name: 'Apagar', exact: true }).click();
    await seen(deletedMessage(page));
    expect(await told('messages.delete')).toMatchObject([{ key: { id: answer, deleted: true } }]);

    // Neither of the two was written a second time.
    expect((await product.sandbox.sent()).filter(({ message }) => message.conversation)).toHaveLength(1);
    expect(await bubbles(page).count()).toBe(2);
    expect(await bubble(page, 'Tem sim').count()).toBe(0);
    expect(await sameDocument()).toBe(true);
  });
});

it('a customer reacts, replies, edits and deletes, and the open desk shows it', async () => {
  const emily = { customer: 'emily' };
  const written = await customer('customerSays', { ...emily, text: 'Do you have rye bread?' });
  await atDesk(browser, product, { token: desk.token }, async ({ page }) => {
    const sameDocument = await openThread(page, 'Emily Carter');
    const field = page.getByLabel('Responder a Emily Carter');
    await field.fill('Yes, on Fridays');
    await field.press('Enter');
    await seen(bubble(page, 'Yes, on Fridays').getByRole('img', { name: 'Entregue' }));
    const ours = (await lastSent())?.key.id;

    await customer('customerReacts', { ...emily, id: ours, emoji: '👍' });
    await seen(page.getByRole('button', { name: 'Reações: 👍 Emily Carter' }));
    await customer('customerReacts', { ...emily, id: ours });
    await gone(page.getByRole('button', { name: /^Reações:/ }));

    const reply = await customer('customerSays', { ...emily, text: 'This Friday too?', quotes: ours });
    await seen(bubble(page, 'This Friday too?').getByRole('button', { name: 'Ana Prado Yes, on Fridays' }));

    await customer('customerEdits', { ...emily, id: reply.id, text: 'Next Friday too?' });
    await seen(bubble(page, 'Next Friday too?').getByText('Editada', { exact: true }));
    expect(await bubble(page, 'This Friday too?').count()).toBe(0);

    await customer('customerDeletes', { ...emily, id: written.id });
    await seen(deletedMessage(page));
    expect(await bubble(page, 'Do you have rye bread?').count()).toBe(0);
    expect(await bubbles(page).count()).toBe(3);
    expect(await sameDocument()).toBe(true);
  });
});
