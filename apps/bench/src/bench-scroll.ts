import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { framesOf, startFrames, watchFrames, type Frames } from './frames';
import { percentile } from './load';
import { withLongThread } from './long-thread';
import { startProduct, type Product } from './product';

const MESSAGES = 100_000;
const PAGES = 200;
const PAGE = 40;
const WHEEL = -600;
const LONG_MS = 50;

/**
 * Frames while a conversation of 100,000 messages is scrolled through 200 pages of its past by the wheel, against a floor of as many
 * plain paragraphs that are all there from the start.
 */
export async function benchScroll(): Promise<void> {
  const executablePath = installedBrowser();
  if (!executablePath) return console.log('scroll: no Chromium or Chrome is installed (CHROMIUM_PATH); not measured');
  const product = await startProduct();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    await withLongThread(product, MESSAGES);
    const opened = async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const cookie = { name: 'prosa_session', value: product.token, url: product.url, httpOnly: true, sameSite: 'Lax' as const };
      await context.addCookies([cookie]);
      const page = await context.newPage();
      await watchFrames(page);
      return page;
    };
    const floor = await scrollFloor(await opened());
    const thread = await scrollThread(await opened(), product);
    const ratio = (share: number) => (percentile(thread.gaps, share) / percentile(floor.gaps, share)).toFixed(2);
    console.log(
      `scroll of ${PAGES} pages: frames ${shown(thread)}; floor ${shown(floor)}; ratio of p50 ${ratio(0.5)}, p99 ${ratio(0.99)} (aim: no frame over ${LONG_MS} ms)`,
    );
  } finally {
    await browser.close();
    await product.close();
  }
}

function shown({ gaps, long }: Frames): string {
  const longest = Math.max(0, ...long);
  return `${gaps.length}, p50 ${percentile(gaps, 0.5).toFixed(1)} ms, p99 ${percentile(gaps, 0.99).toFixed(1)} ms, ${long.length} over ${LONG_MS} ms (longest ${longest.toFixed(0)} ms)`;
}

async function scrollThread(page: Page, product: Product): Promise<Frames> {
  let read = 0;
  page.on('response', (response) => {
    if (response.request().postData()?.includes('query InboxTimeline')) read++;
  });
  await page.goto(`${product.url}/inbox`);
  await page.locator('a[data-conversation]').first().click();
  await page.locator('inbox-message-bubble').last().waitFor();
  return scrolled(page, () => read >= PAGES);
}

async function scrollFloor(page: Page): Promise<Frames> {
  const paragraphs = Array.from({ length: PAGES * PAGE }, (_, n) => `<p>${n}: ${'o pedido de amanhã fica pronto '.repeat(1 + (n % 8))}`);
  await page.goto('data:text/html,<main style="height:850px;overflow-y:auto"></main>');
  await page.evaluate(`document.querySelector('main').innerHTML = ${JSON.stringify(paragraphs.join(''))}`);
  await page.evaluate(`document.querySelector('main').scrollTop = 1e9`);
  return scrolled(page, async () => (await page.evaluate(`document.querySelector('main').scrollTop`)) === 0);
}

/** By the wheel, as a hand does it: a step, a frame or two, the next step. */
async function scrolled(page: Page, there: () => boolean | Promise<boolean>): Promise<Frames> {
  await page.mouse.move(750, 450);
  await page.waitForTimeout(1_000);
  await startFrames(page);
  const deadline = Date.now() + 300_000;
  while (!(await there())) {
    if (Date.now() > deadline) throw new Error('The end of the scroll was not reached within five minutes');
    await page.mouse.wheel(0, WHEEL);
    await page.waitForTimeout(24);
  }
  return framesOf(page);
}

function installedBrowser(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const candidates = (process.env['PATH'] ?? '').split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  return [process.env['CHROMIUM_PATH'], ...candidates].find((file): file is string => {
    try {
      accessSync(file ?? '', constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
