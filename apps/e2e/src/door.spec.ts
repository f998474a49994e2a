import type { Browser } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, bubbleTexts } from './harness/desk';
import { eventually } from './harness/eventually';
import { connectedDesk, type ConnectedDesk } from './harness/owner';
import { startProduct, type Product } from './harness/product';

interface InboundEvent {
  event: string;
  status: string;
  problem: string | null;
  payload: unknown;
}

let product: Product;
let browser: Browser;
let owner: ConnectedDesk;
let hook: { url: string; secret: string };

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  owner = await connectedDesk(product, 'DRAFT');
  // As Evolution keeps it: the address and the secret that it sends with every event.
  const answer = await fetch(`${product.sandbox.url}/evolution/webhook/find/${owner.instanceName}`, {
    headers: { apikey: 'sandbox-evolution-key' },
  });
  const { url, headers } = (await answer.json()) as { url: string; headers: Record<string, string> };
  const secret = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-webhook-secret')?.[1];
  hook = { url, secret: String(secret) };
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function deliver(body: string, secret: string | null = hook.secret, url = hook.url): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(secret !== null && { 'x-webhook-secret': secret }) };
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

async function inboundEvents(status?: string): Promise<InboundEvent[]> {
  const { inboundEvents: found } = await owner.ask<{ inboundEvents: { edges: { node: InboundEvent }[] } }>(
    `query ($filter: InboundEventFilter) { inboundEvents(first: 100, filter: $filter) { edges { node { event status problem payload } } } }`,
    { filter: status ? { status: [status] } : null },
  );
  return found.edges.map(({ node }) => node);
}

/** The bytes in which the sandbox delivered this message. */
async function deliveryOf(text: string): Promise<string> {
  return eventually(async () => {
    const found = (await product.sandbox.deliveries()).find(
      ({ event, body, outcome }) =>
        event === 'messages.upsert' && outcome === 'delivered' && JSON.stringify(body).includes(text),
    );
    if (!found) throw new Error(`No delivery of "${text}" yet`);
    return JSON.stringify(found.body);
  });
}

it('a wrong secret, or none, gets nothing in', async () => {
  await product.sandbox.act('customerSays', { instance: owner.instanceName, customer: 'marina', text: 'com segredo' });
  const body = (await deliveryOf('com segredo')).replaceAll('com segredo', 'sem segredo');
  const before = (await inboundEvents()).length;
  expect(await deliver(body, 'not-the-secret')).toBe(401);
  expect(await deliver(body, '')).toBe(401);
  expect(await deliver(body, null)).toBe(401);
  // A key that was never given out: whoever sends there has nothing to send again, and nothing is kept.
  expect(await deliver(body, hook.secret, hook.url.replace(/[^/]+$/, 'a-key-never-given-out'))).toBe(200);
  expect(await inboundEvents()).toHaveLength(before);
});

it('garbage is kept, and the operator can see it', async () => {
  expect(await deliver('this is {not json')).toBe(200);
  const nonsense = (instance: string) => JSON.stringify({ event: 'messages.upsert', instance, data: 'nonsense' });
  expect(await deliver(nonsense(owner.instanceName))).toBe(200);
  expect(await deliver(nonsense('of-somebody-else'))).toBe(200); // dropped: it is not this channel's
  expect(await deliver('{"event":"messages.upsert","data":{"key":{"id":7},"message":[]}}')).toBe(200);
  const unreadable = await eventually(async () => {
    const found = await inboundEvents('UNREADABLE');
    expect(found).toHaveLength(3);
    return found;
  });
  expect(JSON.stringify(unreadable.map(({ payload }) => payload))).toContain('this is {not json');
  for (const { problem } of unreadable) expect(problem).toEqual(expect.stringMatching(/\w/));
});

it('a message delivered again, in the same bytes or in others, is in the inbox once', () =>
  atDesk(browser, product, { token: owner.token }, async ({ page }) => {
    await page.goto('/inbox');
    await product.sandbox.act('customerSays', { instance: owner.instanceName, customer: 'joao', text: 'uma vez só' });
    await page.getByRole('link', { name: /João Pereira/ }).click();
    const thread = page.getByRole('log', { name: 'Conversa com João Pereira' });
    await thread.getByText('uma vez só').waitFor();

    const body = await deliveryOf('uma vez só');
    await product.sandbox.act('duplicate', { event: 'messages.upsert' });
    const later = JSON.stringify({ ...JSON.parse(body), date_time: '2026-01-01T00:00:00.000Z' });
    expect(await Promise.all([deliver(body), deliver(body), deliver(later), deliver(later)])).toEqual([
      200, 200, 200, 200,
    ]);

    // What comes after all of them has arrived, so they have been read too.
    await product.sandbox.act('customerSays', { instance: owner.instanceName, customer: 'joao', text: 'e mais esta' });
    await thread.getByText('e mais esta').waitFor();
    await eventually(async () => expect(await inboundEvents('RECEIVED')).toEqual([]));
    expect(await bubbleTexts(thread)).toEqual(['uma vez só', 'e mais esta']);
    const row = page.getByRole('link', { name: /João Pereira/ });
    expect(await row.getByLabel('2 mensagens não lidas').count()).toBe(1);
  }));
