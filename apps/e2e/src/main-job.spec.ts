import type { Browser, Locator } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, bubbleTexts, markPage } from './harness/desk';
import { eventually } from './harness/eventually';
import { startProduct, type Product } from './harness/product';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const seen = (locator: Locator, timeout?: number) => locator.waitFor({ state: 'visible', timeout });
/** The phone's switches show what is, not what was clicked: each click waits for what it starts from. */
async function turn(toggle: Locator, to: 'on' | 'off'): Promise<void> {
  const is = (state: 'on' | 'off') => eventually(async () => expect(await toggle.isChecked()).toBe(state === 'on'));
  await is(to === 'on' ? 'off' : 'on');
  await toggle.click();
  await is(to);
}

it('from an empty workspace to an answered customer, on a desk in pt-BR', () =>
  atDesk(browser, product, {}, async ({ page, context }) => {
    // A newcomer registers; the checklist says what is next.
    await page.goto('/');
    await page.getByRole('link', { name: 'Criar um espaço' }).click();
    await page.getByLabel('Nome do negócio').fill('Padaria Aurora');
    await page.getByLabel('Seu nome').fill('Ana Prado');
    await page.getByLabel('E-mail').fill('ana@aurora.test');
    await page.getByLabel('Senha', { exact: true }).fill('uma frase bem comprida');
    await page.getByRole('button', { name: 'Criar espaço' }).click();
    await seen(page.getByRole('heading', { name: 'Vamos começar, Ana' }));
    await seen(page.getByText('0 de 4 prontos'));
    const sameDocument = await markPage(page);

    // A colleague's browser shows the empty inbox, and stays there.
    const inbox = await context.newPage();
    await inbox.goto('/inbox');
    await seen(inbox.getByText('Nenhuma conversa por aqui'));
    await seen(inbox.getByRole('status').filter({ hasText: 'Ao vivo' }));
    const sameInbox = await markPage(inbox);
    const checklist = await context.newPage();
    await checklist.goto('/');
    await seen(checklist.getByText('0 de 4 prontos'));
    const sameChecklist = await markPage(checklist);

    await page.getByRole('link', { name: 'Criar agente' }).click();
    await page.getByLabel('Nome', { exact: true }).fill('Lia');
    await page.getByLabel('Negócio').fill('Padaria artesanal em Pinheiros');
    await page.getByLabel('O que você vende').fill('Pão de fermentação natural a R$ 18');
    await page.getByRole('button', { name: 'Criar agente' }).click();
    await page.getByRole('button', { name: 'Ativar' }).click();
    await seen(page.getByRole('button', { name: 'Pausar' }));
    await seen(checklist.getByText('2 de 4 prontos'));

    // Connect: the code comes by itself, and the test phone has it filled in.
    await page.getByRole('link', { name: 'Conectar WhatsApp' }).click();
    await page.getByRole('button', { name: 'Mostrar código QR' }).click();
    await seen(page.getByAltText('Código QR para ler com o WhatsApp'));
    const [phone] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Abrir o telefone de teste' }).click(),
    ]);
    const shown = await page.getByLabel('Texto do código QR').inputValue();
    await eventually(async () => expect(await phone.getByLabel('Texto do código').inputValue()).toBe(shown));
    await phone.getByRole('button', { name: 'Escanear', exact: true }).click();
    await seen(page.getByRole('heading', { name: 'Conectado', exact: true }));
    await seen(page.getByText('+55 (11) 99900-0000'));
    expect(await sameDocument()).toBe(true);

    // The owner's mother, who wrote before, and a new customer write from their phones.
    const people = phone.getByRole('region', { name: 'Clientes' });
    await people.getByRole('button', { name: 'Dona Lúcia' }).click();
    await people.getByLabel('Mensagem', { exact: true }).fill('Filha, você almoça aqui?');
    await people.getByLabel('Mensagem', { exact: true }).press('Enter');
    await people.getByRole('button', { name: 'Marina' }).click();
    await people.getByLabel('Mensagem', { exact: true }).fill('Oi, quanto custa o pão?');
    await people.getByLabel('Mensagem', { exact: true }).press('Enter');
    const row = inbox.getByRole('list', { name: 'Conversas' }).getByRole('link', { name: /Marina Souza/ });
    await seen(row.getByText('Oi, quanto custa o pão?'), 2_000);
    expect(await sameInbox()).toBe(true);
    await row.click();
    const thread = inbox.getByRole('log', { name: 'Conversa com Marina Souza' });
    await seen(thread.getByText('Oi, quanto custa o pão?'));

    // Her phone goes off before the agent answers: every tick rests on what really happened to the message.
    await turn(people.getByLabel('Conversa aberta'), 'off');
    await turn(people.getByLabel('Telefone ligado'), 'off');
    const answer = thread.locator('inbox-message-bubble').filter({ hasText: 'fermentação natural a R$ 18' });
    await seen(answer.getByRole('img', { name: 'Enviada' }));
    await turn(people.getByLabel('Telefone ligado'), 'on');
    await seen(answer.getByRole('img', { name: 'Entregue' }));
    await turn(people.getByLabel('Conversa aberta'), 'on');
    await seen(answer.getByRole('img', { name: 'Lida' }));
    await seen(people.getByRole('log').getByText('fermentação natural a R$ 18'));

    // A person takes over, answers by hand, and gives back.
    await inbox.getByRole('button', { name: 'Assumir' }).click();
    await seen(inbox.getByRole('button', { name: 'Dono: Ana Prado. Trocar' }));
    await inbox.getByLabel('Responder a Marina Souza').fill('Oi Marina, aqui é a Ana. Quantos pães?');
    await inbox.getByRole('button', { name: 'Enviar' }).click();
    await seen(people.getByRole('log').getByText('aqui é a Ana'));
    await seen(
      thread.locator('inbox-message-bubble').filter({ hasText: 'aqui é a Ana' }).getByRole('img', { name: 'Lida' }),
    );
    await people.getByLabel('Mensagem', { exact: true }).fill('Dez, por favor');
    await people.getByLabel('Mensagem', { exact: true }).press('Enter');
    await seen(thread.getByText('Dez, por favor'));
    await inbox.getByRole('button', { name: 'Devolver ao agente' }).click();
    await seen(inbox.getByText('Lia está respondendo'));
    await seen(thread.getByText('Pode me contar um pouco mais'));

    const texts = await bubbleTexts(thread);
    expect(texts).toHaveLength(5);
    expect(new Set(texts).size).toBe(5);
    expect(await sameInbox()).toBe(true);
    const sent = await product.sandbox.sent();
    expect(sent.map(({ chatJid }) => chatJid)).toEqual(Array(3).fill('5511988770101@s.whatsapp.net'));

    await seen(checklist.getByRole('heading', { name: 'Tudo pronto' }));
    expect(await sameChecklist()).toBe(true);
  }));

it('the same on a phone in English, linked by a pairing code', () =>
  atDesk(browser, product, { locale: 'en-US', width: 390 }, async ({ page, context }) => {
    await page.goto('/register');
    await page.getByLabel('Business name').fill('Corner Books');
    await page.getByLabel('Your name').fill('Joan Reed');
    await page.getByLabel('Email').fill('joan@books.test');
    await page.getByLabel('Password', { exact: true }).fill('a rather long phrase');
    await page.getByRole('button', { name: 'Create workspace' }).click();
    const sameDocument = await markPage(page);
    await page.getByRole('link', { name: 'Create agent' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Max');
    await page.getByLabel('Business').fill('A second-hand book shop');
    await page.getByLabel('What you sell').fill('Novels at 5 pounds');
    await page.getByRole('button', { name: 'Create agent' }).click();
    await page.getByRole('button', { name: 'Activate' }).click();
    await seen(page.getByRole('button', { name: 'Pause' }));

    // One cannot scan one's own screen: the code to type comes first.
    await page.getByRole('link', { name: 'Connect WhatsApp' }).click();
    expect(await page.getByRole('radio', { name: /Type a code/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Get a code' }).click();
    await seen(page.getByText('Enter the whole number'));
    await page.getByLabel('Number to connect').fill('+44 7911 123456');
    await page.getByRole('button', { name: 'Get a code' }).click();
    const code = await page.getByLabel(/^Pairing code/).getAttribute('aria-label');
    const [phone] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Open the test phone' }).click(),
    ]);
    await phone.getByLabel('Pairing code').fill(String(code).replace('Pairing code ', ''));
    await phone.getByRole('button', { name: 'Link', exact: true }).click();
    await seen(page.getByRole('heading', { name: 'Connected', exact: true }));
    await seen(page.getByText(/\+44 [\d ]+3456/));

    await page.getByRole('link', { name: 'Open inbox' }).click();
    // Nothing rests on a touch screen: a mouse over the list would hold the new row back behind "1 new".
    await page.mouse.move(0, 0);
    await phone.getByRole('button', { name: 'Customers' }).click();
    await phone.getByRole('button', { name: 'Emily' }).click();
    await phone.getByLabel('Message', { exact: true }).fill('How much is a novel?');
    await phone.getByLabel('Message', { exact: true }).press('Enter');
    await page.getByRole('link', { name: /Emily Carter/ }).click();
    const thread = page.getByRole('log', { name: 'Conversation with Emily Carter' });
    const bubble = (text: string) => thread.locator('inbox-message-bubble').filter({ hasText: text });
    await seen(bubble('novels at 5 pounds').getByRole('img', { name: 'Read' }));

    await page.getByRole('button', { name: 'Take over' }).click();
    await seen(page.getByRole('button', { name: 'Hand back' }));
    await page.getByLabel('Reply to Emily Carter').fill('Joan here. Which novel?');
    await page.getByRole('button', { name: 'Send' }).click();
    await seen(phone.getByRole('log').getByText('Joan here. Which novel?'));
    await seen(bubble('Joan here').getByRole('img', { name: 'Read' }));
    await page.getByRole('button', { name: 'Hand back' }).click();
    await seen(page.getByText('Max is answering'));
    expect(await bubbleTexts(thread)).toHaveLength(3);

    // One pane at a time, with a way back.
    await page.getByRole('button', { name: 'Back to the conversations' }).click();
    await seen(page.getByRole('link', { name: /Emily Carter/ }));
    expect(await sameDocument()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }));
