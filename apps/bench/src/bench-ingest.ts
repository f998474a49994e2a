import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, postAll } from './load';
import { messageBody } from './message-body';
import { startProduct } from './product';

const MESSAGES = 4_000;
const CONNECTIONS = 64;
const ROUNDS = 5;

/** Durable webhook deliveries per second: product against floor, pair by pair, so that a drifting machine cancels out. */
export async function benchIngest(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'prosa-floor-'));
  const floor = await forkFloor(join(dir, 'floor.db'));
  const product = await startProduct();
  const figures: { floor: number; product: number }[] = [];
  let n = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const bodies = () => Array.from({ length: MESSAGES }, () => messageBody(product.instance, n++));
    const onFloor = await postAll({ url: floor.url, headers: {} }, bodies(), CONNECTIONS);
    const onProduct = await postAll(product.webhook, bodies(), CONNECTIONS);
    await product.rest();
    if (round > 0) figures.push({ floor: onFloor, product: onProduct }); // the first round warms both up
  }
  await product.close();
  floor.close();
  rmSync(dir, { recursive: true, force: true });
  const ratio = median(figures.map((pair) => pair.product / pair.floor));
  console.log(
    `ingest: product ${Math.round(median(figures.map((pair) => pair.product)))}/s, floor ${Math.round(median(figures.map((pair) => pair.floor)))}/s, ratio ${ratio.toFixed(2)} (aim 0.60)`,
  );
}

/** The floor runs in a process of its own, as the product does. */
function forkFloor(file: string): Promise<{ url: string; close(): void }> {
  const child = fork(fileURLToPath(new URL('./floor.mjs', import.meta.url)), [file], { execArgv: [] });
  return new Promise((done, fail) => {
    child.once('message', (url) => done({ url: String(url), close: () => void child.kill() }));
    child.once('exit', (code) => fail(new Error(`The floor ended with ${code}`)));
  });
}
