import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { ROOT } from './processes';
import type { Product } from './product';

/** A browser in front of the dashboard. Whatever goes wrong in it that a person would not see is kept. */
export interface Desk {
  context: BrowserContext;
  page: Page;
}

export interface DeskOptions {
  locale?: 'pt-BR' | 'en-US';
  width?: number;
  /** Where the dashboard is reached, when not at the api itself. */
  url?: string;
  /** A session's token: signed in from the start. */
  token?: string;
  /** The network is made to fail: a request that did not get through is no problem then. */
  networkFails?: boolean;
}

const NETWORK_FAILURE = /net::ERR_|WebSocket connection to|status of 50[234]/;

/**
 * Tells a story in a browser of its own. It fails with the story, and also by page errors, console errors and requests to other
 * hosts, of every page. What a failed story looked like lies in `dist/e2e`.
 */
export async function atDesk(
  browser: Browser,
  product: Product,
  options: DeskOptions,
  story: (desk: Desk) => Promise<void>,
): Promise<void> {
  const { desk, problems } = await openDesk(browser, product, options);
  try {
    await story(desk);
  } catch (error) {
    const told = [...(await photograph(desk.context)), ...problems, product.api.output().slice(-4_000)];
    if (error instanceof Error) error.message += `\n${told.join('\n')}`;
    throw error;
  } finally {
    await desk.context.close();
  }
  if (problems.length > 0) throw new Error(`The browser had problems:\n${problems.join('\n')}`);
}

async function photograph(context: BrowserContext): Promise<string[]> {
  const folder = join(ROOT, 'dist/e2e');
  mkdirSync(folder, { recursive: true });
  const name = expect.getState().currentTestName?.replace(/\W+/g, '-') ?? 'test';
  return Promise.all(
    context.pages().map(async (page, index) => {
      const path = join(folder, `${name}-${index}.png`);
      await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
      return path;
    }),
  );
}

async function openDesk(
  browser: Browser,
  product: Product,
  options: DeskOptions,
): Promise<{ desk: Desk; problems: string[] }> {
  const width = options.width ?? 1440;
  const url = options.url ?? product.url;
  const context = await browser.newContext({
    baseURL: url,
    locale: options.locale ?? 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    viewport: { width, height: width < 600 ? 844 : 900 },
  });
  context.setDefaultTimeout(15_000);
  const ours = [url, product.url, product.sandbox.url].map((one) => new URL(one).host);
  const problems: string[] = [];
  context.on('weberror', (failed) => problems.push(`page error: ${failed.error().stack ?? failed.error().message}`));
  context.on('console', (message) => {
    if (message.type() !== 'error' || (options.networkFails && NETWORK_FAILURE.test(message.text()))) return;
    problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && !ours.includes(host)) problems.push(`outside: ${request.url()}`);
  });
  if (options.token)
    await context.addCookies([{ name: 'prosa_session', value: options.token, url, httpOnly: true, sameSite: 'Lax' }]);
  return { desk: { context, page: await context.newPage() }, problems };
}

/** The texts of all bubbles of the open conversation, from the top. */
export const bubbleTexts = (thread: Locator): Promise<string[]> =>
  thread.locator('inbox-message-bubble .body').allInnerTexts();

/** A mark that a reload would wipe away; `true` when it is still there. */
export async function markPage(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  return () => page.evaluate(() => 'sameDocument' in window);
}
