import { connect, createServer, type Socket } from 'node:net';

/** A network between browser and server that can fail: cut (connections reset) or half-open (bytes vanish, nobody is told). */
export interface TcpProxy {
  url: string;
  /** Resets every connection and refuses new ones. */
  cut(): void;
  /** Keeps connections open but carries nothing, either way. */
  freeze(): void;
  /** Works again; what was frozen stays dead, as behind a NAT that forgot it. */
  restore(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let mode: 'open' | 'cut' | 'frozen' = 'open';
  const pairs = new Set<{ client: Socket; upstream: Socket; dead: boolean }>();
  const server = createServer((client) => {
    if (mode === 'cut') return void client.destroy();
    const upstream = connect(targetPort, '127.0.0.1');
    const pair = { client, upstream, dead: mode === 'frozen' };
    pairs.add(pair);
    const carry = (from: Socket, to: Socket) => from.on('data', (chunk) => pair.dead || to.write(chunk));
    carry(client, upstream);
    carry(upstream, client);
    const end = () => {
      if (pair.dead && mode === 'frozen') return;
      client.destroy();
      upstream.destroy();
      pairs.delete(pair);
    };
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    cut: () => {
      mode = 'cut';
      for (const { client, upstream } of pairs) {
        client.resetAndDestroy();
        upstream.destroy();
      }
      pairs.clear();
    },
    freeze: () => {
      mode = 'frozen';
      for (const pair of pairs) pair.dead = true;
    },
    restore: () => void (mode = 'open'),
    close: async () => {
      for (const { client, upstream } of pairs) {
        client.destroy();
        upstream.destroy();
      }
      await new Promise((done) => server.close(done));
    },
  };
}
