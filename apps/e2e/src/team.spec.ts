import axe from 'axe-core';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk } from './harness/desk';
import { eventually } from './harness/eventually';
import { openMailbox } from './harness/mailbox';
import { change, OWNERS_PASSWORD, registerOwner, type Owner } from './harness/owner';
import { startProduct, type Product } from './harness/product';

const PASSWORD = 'um cavalo muito azul';
let product: Product;
let browser: Browser;
let owner: Owner;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  owner = await registerOwner(product);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** What an authenticator app shows. */
const codeAt = (secret: string, timestamp: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp });

async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`));
}

/** Invites over the API and comes in: the token of a member's session. */
async function takeIn(name: string, email: string, role = 'REP'): Promise<{ token: string; memberId: string }> {
  const { inviteMember } = await owner.ask<{ inviteMember: { acceptUrl: string } }>(
    'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { acceptUrl userErrors { code } } }',
    { input: { email, role } },
  );
  const { acceptInvitation } = await owner.ask<{
    acceptInvitation: { token: string; viewer: { member: { id: string } } };
  }>(
    'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { token viewer { member { id } } userErrors { code } } }',
    { input: { token: inviteMember.acceptUrl.split('/').at(-1), name, password: PASSWORD } },
  );
  return { token: acceptInvitation.token, memberId: acceptInvitation.viewer.member.id };
}

it('takes somebody in by the link that the owner copies, lives on the owner’s page, and cuts them off at once', async () => {
  await atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto('/settings/team');
    await page.getByRole('button', { name: 'Convidar' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('rui@aurora.test');
    await dialog.getByLabel('Vê').selectOption({ label: 'Só o que é seu' });
    await dialog.getByRole('button', { name: 'Convidar' }).click();
    const link = await dialog.getByLabel('Link do convite').inputValue();
    expect(link.startsWith(`${product.url}/invite/`)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Concluir' }).click();
    await page.getByText('rui@aurora.test', { exact: true }).waitFor();

    await atDesk(browser, product, { locale: 'en-US' }, async ({ page: theirs }) => {
      await theirs.goto(link);
      await theirs.getByRole('heading', { name: 'Join Padaria Aurora' }).waitFor();
      expect(await barriers(theirs)).toEqual([]);
      await theirs.getByLabel('Your name').fill('Rui Costa');
      await theirs.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
      await theirs.getByRole('button', { name: 'Join' }).click();
      await theirs.waitForURL(`${product.url}/inbox`);
      await theirs.locator('prosa-connection-badge[data-state=live]').first().waitFor();

      // Nobody touches the owner's page: the newcomer is there, and no longer among those who have not come.
      const row = page.getByRole('listitem').filter({ hasText: 'Rui Costa' });
      await row.getByText('vê só o que é seu').waitFor();
      await eventually(async () =>
        expect(await page.getByRole('button', { name: /Retirar o convite de rui/ }).count()).toBe(0),
      );

      await row.getByRole('button', { name: 'Editar Rui Costa' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Desativar' }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText('não tem conversas abertas').waitFor();
      await question.getByRole('button', { name: 'Desativar' }).click();
      await theirs.waitForURL(/\/login\?.*expired=1/, { timeout: 5_000 });
      // Since they came in, their screens are in the language of the workspace.
      await theirs.getByText('Sua sessão terminou').waitFor();
      await page.getByRole('heading', { name: 'Desativados' }).waitFor();
      await theirs.getByLabel('E-mail').fill('rui@aurora.test');
      await theirs.getByRole('textbox', { name: 'Senha' }).fill(PASSWORD);
      await theirs.getByRole('button', { name: 'Entrar' }).click();
      await theirs.getByText('O e-mail ou a senha não confere.').waitFor();
    });
  });
}, 90_000);

it('gives a new role and a new availability to the screen that is open, and says the latter for oneself', async () => {
  const { token, memberId } = await takeIn('Bia Lima', 'bia@aurora.test');
  await atDesk(browser, product, { token }, async ({ page }) => {
    await page.goto('/settings/team');
    await page.getByRole('listitem').filter({ hasText: 'Bia Lima' }).getByText('Disponível').waitFor();
    expect(await page.getByRole('button', { name: 'Convidar' }).count()).toBe(0);
    await change(owner, 'updateMember', 'UpdateMemberInput', { id: memberId, role: 'ADMIN' });
    await page.getByRole('button', { name: 'Convidar' }).waitFor();
    await page.getByRole('button', { name: 'Ajustes' }).filter({ visible: true }).click();
    await page.getByRole('menuitemradio', { name: 'Ocupado' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Bia Lima' }).getByText('Ocupado').waitFor();
    const { node } = await owner.ask<{ node: { availability: string } }>(
      'query ($id: ID!) { node(id: $id) { ... on Member { availability } } }',
      { id: memberId },
    );
    expect(node.availability).toBe('BUSY');
  });
}, 60_000);

it('makes a team, turns on the second step with what the app is given, and asks for its code at the login', async () => {
  const { token } = await takeIn('Caio Reis', 'caio@aurora.test', 'ADMIN');
  await atDesk(browser, product, { token }, async ({ page }) => {
    await page.goto('/settings/teams');
    await page.getByRole('button', { name: 'Nova equipe' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nome').fill('Balcão');
    await dialog.getByLabel('Como o trabalho é repartido').selectOption({ label: 'Por turnos' });
    await dialog.getByLabel('Conversas abertas por membro').fill('8');
    await dialog.getByRole('checkbox', { name: 'Caio Reis' }).check();
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Balcão' }).getByText('No máximo 8 abertas cada').waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.goto('/settings/profile');
    await page.getByRole('button', { name: 'Configurar' }).click();
    await page.getByLabel('Sua senha').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continuar' }).click();
    await page.getByRole('img', { name: 'Código QR para o aplicativo autenticador' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const secret = await page.locator('settings-second-factor code').innerText();
    await page.getByLabel('Código', { exact: true }).fill(codeAt(secret, Date.now()));
    await page.getByRole('button', { name: 'Ativar' }).click();
    const codes = page.getByRole('list', { name: 'Códigos de recuperação' }).getByRole('listitem');
    await eventually(async () => expect(await codes.count()).toBe(10));
    const recovery = await codes.first().innerText();

    await atDesk(browser, product, {}, async ({ page: other }) => {
      await other.goto('/login');
      await other.getByLabel('E-mail').fill('caio@aurora.test');
      await other.getByRole('textbox', { name: 'Senha' }).fill(PASSWORD);
      await other.getByRole('button', { name: 'Entrar' }).click();
      await other.getByLabel('Código').waitFor();
      expect(await barriers(other)).toEqual([]);
      await other.getByLabel('Código').fill(recovery);
      await other.getByRole('button', { name: 'Entrar' }).click();
      await other.waitForURL(`${product.url}/`);

      // Both devices are among the sessions; the other one ends from here.
      await page.goto('/settings/sessions');
      await page.getByRole('button', { name: 'Encerrar as outras' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Encerrar as outras' }).click();
      await other.waitForURL(/\/login/);
    });
    expect(await barriers(page)).toEqual([]);
  });
}, 90_000);

it('takes in somebody who has a login and is signed in elsewhere, and lets them change over', async () => {
  const other = await registerOwner(product, 'Café Central');
  const { viewer } = await other.ask<{ viewer: { user: { email: string } } }>('{ viewer { user { email } } }');
  const { inviteMember } = await owner.ask<{ inviteMember: { acceptUrl: string } }>(
    'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { acceptUrl userErrors { code } } }',
    { input: { email: viewer.user.email, role: 'MANAGER' } },
  );
  await atDesk(browser, product, { token: other.token }, async ({ page }) => {
    await page.goto(inviteMember.acceptUrl);
    await page.getByRole('textbox', { name: 'Senha' }).fill('not the password');
    await page.getByRole('button', { name: 'Entrar no espaço' }).click();
    await page.getByText('não confere').waitFor();
    await page.getByRole('textbox', { name: 'Senha' }).fill(OWNERS_PASSWORD);
    await page.getByRole('button', { name: 'Entrar no espaço' }).click();
    const tenants = async () => {
      await page.getByRole('button', { name: 'Ajustes' }).filter({ visible: true }).click();
      return page.getByRole('group', { name: 'Espaços' });
    };
    await (await tenants()).getByRole('menuitemradio', { name: 'Padaria Aurora', checked: true }).waitFor();
    await page.getByRole('menuitemradio', { name: 'Café Central' }).click();
    await page.waitForLoadState('load');
    await page.locator('prosa-connection-badge[data-state=live]').first().waitFor();
    await (await tenants()).getByRole('menuitemradio', { name: 'Café Central', checked: true }).waitFor();
  });
}, 60_000);

it('sends invitations and forgotten passwords by e-mail, whose links work in a browser', async () => {
  const mailbox = await openMailbox();
  const mailing = await startProduct({ env: { SMTP_URL: mailbox.url, SMTP_FROM: 'Prosa <desk@aurora.test>' } });
  try {
    const ana = await registerOwner(mailing);
    await atDesk(browser, mailing, { token: ana.token }, async ({ page }) => {
      await page.goto('/settings/team');
      await page.getByRole('button', { name: 'Convidar' }).click();
      await page.getByRole('dialog').getByLabel('E-mail').fill('eva@aurora.test');
      await page.getByRole('dialog').getByRole('button', { name: 'Convidar' }).click();
      await page.getByRole('dialog').getByText('está a caminho de eva@aurora.test').waitFor();
    });
    await atDesk(browser, mailing, {}, async ({ page }) => {
      await page.goto(await mailbox.linkTo('eva@aurora.test', '/invite/'));
      await page.getByLabel('Seu nome').fill('Eva Dias');
      await page.getByRole('textbox', { name: 'Senha' }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Entrar no espaço' }).click();
      await page.waitForURL(`${mailing.url}/inbox`);
    });
    await atDesk(browser, mailing, {}, async ({ page }) => {
      await page.goto('/login');
      await page.getByRole('link', { name: 'Esqueceu a senha?' }).click();
      await page.getByLabel('E-mail').fill('eva@aurora.test');
      await page.getByRole('button', { name: 'Enviar link' }).click();
      await page.getByRole('heading', { name: 'Veja sua caixa de entrada' }).waitFor();
      const link = await mailbox.linkTo('eva@aurora.test', '/reset/');
      await page.goto(link);
      await page.getByRole('textbox', { name: 'Senha nova' }).fill('um gato bem verde');
      await page.getByRole('button', { name: 'Salvar e entrar' }).click();
      await page.waitForURL(`${mailing.url}/inbox`);
      await page.goto(link);
      await page.getByRole('textbox', { name: 'Senha nova' }).fill('um rato bem branco');
      await page.getByRole('button', { name: 'Salvar e entrar' }).click();
      await page.getByText('Este link foi usado').waitFor();
    });
  } finally {
    await mailing.stop();
    await mailbox.close();
  }
}, 90_000);

it.each(['/settings/team', '/settings/roles', '/settings/profile', '/forgot', '/invite/gone', '/reset/gone'])(
  'has no barrier on %s, at a desk and on a phone, light and dark',
  async (path) => {
    for (const width of [1440, 390]) {
      await atDesk(
        browser,
        product,
        { width, ...(path.startsWith('/settings') && { token: owner.token }) },
        async ({ page }) => {
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            await page.goto(path);
            await page.locator('h1').waitFor();
            await page.locator('ui-skeleton').first().waitFor({ state: 'detached' });
            expect(await barriers(page)).toEqual([]);
          }
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        },
      );
    }
  },
  60_000,
);
