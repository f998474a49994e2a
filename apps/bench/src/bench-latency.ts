import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { median, percentile, post } from './load';
import { messageBody } from './message-body';
import { startProduct, type Product } from './product';

const PER_SECOND = 20;
const SECONDS = 10;
const LONGEST_WAIT_MS = 30_000;
const QUERY = `subscription { messageReceived { cursor message { id text sentAt } } }`;

/** Milliseconds from the POST at the webhook door to the message in a subscriber's hands, at 20 messages a second. */
export async function benchLatency(): Promise<void> {
  for (const subscribers of [1, 100, 1_000]) {
    const product = await startProduct();
    const figures = await measure(product, subscribers);
    await product.close();
    const shown = (share: number) => percentile(figures, share).toFixed(1);
    console.log(`latency at ${subscribers} subscribers: median ${median(figures).toFixed(1)} ms, p99 ${shown(0.99)} ms, ${figures.length} deliveries (aim: p99 under 50 ms at 100)`);
  }
}

async function measure(product: Product, subscribers: number): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const figures: number[] = [];
  const clients: Client[] = [];
  let ready = 0;
  for (let i = 0; i < subscribers; i++) {
    const client = createClient({
      url: `${product.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: false,
      connectionParams: { authorization: `Bearer ${product.token}` },
      on: { connected: () => void ready++ },
    });
    clients.push(client);
    client.subscribe(
      { query: QUERY },
      {
        next: ({ data }) => {
          const text = (data as { messageReceived: { message: { text: string } } }).messageReceived.message.text;
          const started = sentAt.get(text);
          if (started !== undefined) figures.push(performance.now() - started);
        },
        error: (error) => console.error(error),
        complete: () => undefined,
      },
    );
  }
  while (ready < subscribers) await pause(50);
  await pause(1_000); // let the subscriptions be registered
  const posts: Promise<number>[] = [];
  for (let n = 0; n < PER_SECOND * SECONDS; n++) {
    const body = messageBody(product.instance, n);
    sentAt.set(JSON.parse(body).data.message.conversation, performance.now());
    posts.push(post(product.webhook, body));
    await pause(1000 / PER_SECOND);
  }
  await Promise.all(posts);
  const expected = PER_SECOND * SECONDS * subscribers;
  for (let waited = 0; figures.length < expected && waited < LONGEST_WAIT_MS; waited += 100) await pause(100);
  if (figures.length !== expected) {
    console.log(`  expected ${expected} deliveries, got ${figures.length}`);
  }
  await Promise.all(clients.map((client) => client.dispose()));
  return figures;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
