import type { Browser } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { atDesk, bubbleTexts, markPage } from './harness/desk';
import { eventually } from './harness/eventually';
import { change, connectedDesk, storedMessages, type ConnectedDesk, type StoredMessage } from './harness/owner';
import { startProduct, type Product } from './harness/product';

const CUSTOMERS = ['Bia', 'Caio', 'Davi', 'Elis', 'Fabi', 'Gil'];
const EACH = 10;
const WRITTEN = Array.from({ length: EACH }, (_, index) => `mensagem ${index + 1}`);
let begun: number;
const numberOf = (name: string) => `551197777000${CUSTOMERS.indexOf(name)}`;

let product: Product;
let browser: Browser;
let owner: ConnectedDesk;

beforeAll(async () => {
  // Evolution tries again within moments here: what is proved is that it has to, not how long it waits.
  [product, browser] = await Promise.all([
    startProduct({ timing: { retryFirstMs: 250, retryMostMs: 1_000, retryAttempts: 60 } }),
    openBrowser(),
  ]);
  owner = await connectedDesk(product, 'DRAFT');
  begun = Math.ceil(Date.now() / 1000);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Everyone writes their next messages, in turns. A phone's clock goes on, whatever happens to us. */
async function burst(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    for (const name of CUSTOMERS) {
      const says = { customer: numberOf(name), name, text: WRITTEN[index], timestamp: begun + index };
      await product.sandbox.act('customerSays', { instance: owner.instanceName, ...says });
    }
  }
}

const killed = async () => {
  const { restarted } = await product.crash();
  return restarted;
};

const conversationIds = async (): Promise<Map<string, string>> => {
  type Found = { conversations: { edges: { node: { id: string; contact: { name: string } } }[] } };
  const { conversations } = await owner.ask<Found>(
    `{ conversations(first: 50) { edges { node { id contact { name } } } } }`,
  );
  return new Map(conversations.edges.map(({ node }) => [node.contact.name, node.id]));
};

const undelivered = async () =>
  (await product.sandbox.deliveries())
    .filter(({ outcome }) => outcome !== 'delivered')
    .map(({ event, outcome, status }) => ({ event, outcome, status }));

it(
  'killed in mid-burst, and again while it answers: nothing lost, nothing doubled, nothing sent twice',
  () =>
    atDesk(browser, product, { token: owner.token, networkFails: true }, async ({ page }) => {
      await page.goto('/inbox');
      await burst(0, 2);
      await page.getByRole('link', { name: /Bia/ }).click();
      const thread = page.getByRole('log', { name: 'Conversa com Bia' });
      await thread.getByText('mensagem 2').waitFor();
      const samePage = await markPage(page);

      // It dies with deliveries in its hands, misses others while it is dead, and dies again just after it came back.
      await burst(2, 4);
      const first = killed();
      await burst(4, 6);
      await first;
      await burst(6, 8);
      const second = killed();
      await burst(8, EACH);
      await second;
      await eventually(async () => {
        const threads = await storedMessages(owner);
        for (const name of CUSTOMERS) expect(threads.get(name)?.map(({ text }) => text)).toEqual(WRITTEN);
        expect(await undelivered()).toEqual([]);
      }, 60_000); // a drain that died in its work is taken up once its lease is over
      expect(await product.sandbox.sent()).toEqual([]);

      // A burst can be over before its own clock says so; an answer stands behind what it answers once that time is here.
      await eventually(() => expect(Date.now() / 1000).toBeGreaterThan(begun + EACH));

      // The agent gets all of them to answer at once; it dies as soon as the first answer has left.
      const atOnce = { minSeconds: 0, maxSeconds: 0 };
      await change(owner, 'updateChannel', 'UpdateChannelInput', { id: owner.channelId, pacing: atOnce });
      await change(owner, 'setAgentStatus', 'SetAgentStatusInput', { id: owner.agentId, status: 'ACTIVE' });
      const ids = await conversationIds();
      for (const name of CUSTOMERS) await change(owner, 'returnConversationToAgent', 'IdInput', { id: ids.get(name) });
      await eventually(async () => expect(await product.sandbox.sent()).not.toEqual([]));
      await killed();

      // An answer that was in its hands when it died either left, and is found out, or did not, and a person decides: in a minute.
      const stored = await eventually(async () => {
        const threads = await storedMessages(owner);
        const left = new Set((await product.sandbox.sent()).map(({ key }) => key.id));
        for (const name of CUSTOMERS) {
          const messages = threads.get(name) ?? [];
          expect(messages.map(({ direction }) => direction)).toEqual([...WRITTEN.map(() => 'INBOUND'), 'OUTBOUND']);
          const { status, providerId, failure } = messages.at(-1) as StoredMessage;
          expect([status, failure?.code]).toEqual(providerId && left.has(providerId) ? ['DELIVERED', undefined] : ['UNCONFIRMED', 'OUTCOME_UNKNOWN']);
        }
        expect(await undelivered()).toEqual([]);
        return threads;
      }, 120_000);

      // What left is what is stored as delivered, one answer to each burst.
      const sent = await product.sandbox.sent();
      const delivered = CUSTOMERS.filter((name) => stored.get(name)?.at(-1)?.status === 'DELIVERED');
      expect(delivered).not.toEqual([]);
      expect(sent.map(({ chatJid }) => chatJid.replace(/@.*/, '')).sort()).toEqual(delivered.map(numberOf));
      expect(delivered.map((name) => stored.get(name)?.at(-1)?.providerId).sort()).toEqual(sent.map(({ key }) => key.id).sort());

      // The page that was open all the time shows the same, each bubble once.
      const shown = stored.get('Bia')?.map(({ text }) => text);
      await eventually(async () => expect(await bubbleTexts(thread)).toEqual(shown), 20_000);
      expect(await samePage()).toBe(true);
    }),
  240_000,
);
