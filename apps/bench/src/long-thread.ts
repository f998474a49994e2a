import Sqlite from 'better-sqlite3';
import { post } from './load';
import { messageBody } from './message-body';
import type { Product } from './product';

const MINUTE = 60_000;
const WORDS = 'o pedido de amanhã fica pronto às sete e meia, pode ser que a entrega atrase um pouco com a chuva de hoje'.split(' ');

/**
 * One conversation of so many messages, both sides, of one to six lines. Its first two came in at the webhook door; the rest are
 * copies of their rows, put into the database file while the product is down.
 */
export async function withLongThread(product: Product, messages: number): Promise<void> {
  const theirs = messageBody(product.instance, 0);
  for (const body of [theirs, writtenOnThePhone(theirs)]) {
    const status = await post(product.webhook, body);
    if (status !== 200) throw new Error(`The product answered ${status}`);
  }
  await product.rest();
  await product.restart((file) => multiply(file, messages));
}

function writtenOnThePhone(body: string): string {
  const event = JSON.parse(body);
  event.data.key = { ...event.data.key, fromMe: true, id: `${event.data.key.id.slice(0, -1)}F` };
  return JSON.stringify(event);
}

function multiply(file: string, messages: number): void {
  const db = new Sqlite(file);
  try {
    const rows = db.prepare('select * from message order by sort_key').all() as Record<string, unknown>[];
    if (rows.length !== 2) throw new Error(`Two messages were sent, ${rows.length} are stored`);
    const columns = Object.keys(rows[0] as object);
    const insert = db.prepare(`insert into message (${columns.join(', ')}) values (${columns.map((name) => `@${name}`).join(', ')})`);
    const first = Date.now() - messages * MINUTE;
    db.transaction(() => {
      for (let n = 0; n < messages - 2; n++) insert.run(copy(rows[n % 5 < 3 ? 0 : 1] as Record<string, unknown>, n, first + n * MINUTE));
    })();
  } finally {
    db.close();
  }
}

function copy(row: Record<string, unknown>, n: number, at: number): Record<string, unknown> {
  // An id of version 7, as the product's own are: the message's time, then its number.
  const time = at.toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
  return {
    ...row,
    id,
    provider_id: `3EB0${n.toString(16).toUpperCase().padStart(17, '0')}`,
    sort_key: `${String(at).padStart(15, '0')}-${id}`,
    sent_at: at,
    text: `${n}: ${Array.from({ length: 1 + ((n * 7) % 60) }, (_, word) => WORDS[(n + word) % WORDS.length]).join(' ')}`,
  };
}
