import { createServer, type ServerResponse } from 'node:http';
import Sqlite from 'better-sqlite3';

/**
 * The floor of durable ingest: `node:http` and one SQLite statement, nothing else. The same bytes, the same durability
 * (WAL, synchronous = FULL) and the same shared commits as the product's webhook door.
 */
export async function startFloor(file: string): Promise<{ url: string; close(): Promise<void> }> {
  const db = new Sqlite(file);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec(`create table inbound (id integer primary key, hash text, payload text, at integer)`);
  const insert = db.prepare(`insert into inbound (payload, at) select value, ? from json_each(?)`);
  let waiting: { body: string; response: ServerResponse }[] = [];
  let scheduled = false;
  const flush = () => {
    scheduled = false;
    const batch = waiting;
    waiting = [];
    insert.run(Date.now(), JSON.stringify(batch.map(({ body }) => body)));
    for (const { response } of batch) response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      waiting.push({ body: Buffer.concat(chunks).toString('utf8'), response });
      if (!scheduled) {
        scheduled = true;
        setImmediate(flush);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      db.close();
    },
  };
}
