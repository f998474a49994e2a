import { EventEmitter } from 'node:events';
import type { Server as Protocol } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Platform } from '../context/context';
import { ManualClock } from '../testing/manual-clock';
import { mark, splice } from './splice';
import { serveSocket, type SocketState } from './ws-connection';

/** A socket whose other side reads only when told. */
class StuckSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  protocol = 'graphql-transport-ws';
  bufferedAmount = 0;
  sent: string[] = [];
  closedWith: number | null = null;
  pings = 0;
  private flushed: (() => void)[] = [];
  send(text: string, done: () => void): void {
    this.sent.push(text);
    this.bufferedAmount += text.length;
    this.flushed.push(done);
  }
  drain(): void {
    this.bufferedAmount = 0;
    for (const done of this.flushed.splice(0)) done();
  }
  ping(): void {
    this.pings += 1;
  }
  close(code: number): void {
    this.closedWith = code;
    this.readyState = 2;
  }
  terminate(): void {
    this.readyState = 3;
    this.emit('close', 1006, Buffer.from(''));
  }
}

describe('one socket', () => {
  let clock: ManualClock;
  let socket: StuckSocket;
  let send: (text: string) => Promise<void>;
  let ended: number[];
  let silenced: number;
  beforeEach(() => {
    clock = new ManualClock();
    socket = new StuckSocket();
    ended = [];
    silenced = 0;
    const protocol = {
      opened: (given: { send(text: string): Promise<void>; onMessage(handle: (text: string) => Promise<void>): void }, state: SocketState) => {
        send = (text) => given.send(text);
        given.onMessage(async () => void (state.tenant = {} as never));
        return async (code: number) => void ended.push(code);
      },
    } as unknown as Protocol<SocketState>;
    const logger = { error: jest.fn(), warn: jest.fn() };
    serveSocket({ clock, logger } as unknown as Platform, protocol, socket as unknown as WebSocket, {} as never, { onMember: () => () => void silenced++, decided: () => undefined });
  });
  const settled = async (promise: Promise<void>) => {
    let done = false;
    void promise.then(() => (done = true));
    for (let i = 0; i < 5; i++) await Promise.resolve();
    return done;
  };

  it('makes deliveries wait for a consumer that is behind', async () => {
    expect(await settled(send('x'.repeat(300_000)))).toBe(true);
    const next = send('y');
    expect(await settled(next)).toBe(false);
    socket.drain();
    expect(await settled(next)).toBe(true);
  });

  it('cuts a consumer that is far behind, and does not wait for it to answer', async () => {
    await send('x'.repeat(5 * 1024 * 1024));
    await send('y');
    expect(socket.closedWith).toBe(1013);
    expect(socket.sent).toHaveLength(1);
    clock.advance(2_000);
    expect(ended).toEqual([1006]);
    expect(await settled(send(`{"id":"1","type":"next","payload":${JSON.stringify(mark('{"data":1}'))}}`))).toBe(true);
    expect(socket.sent).toHaveLength(1);
  });

  it('holds no timer and hears of no session after its end', async () => {
    socket.emit('message', 'init');
    for (let i = 0; i < 5; i++) await Promise.resolve();
    socket.terminate();
    clock.advance(60_000);
    expect([silenced, socket.pings]).toEqual([1, 0]);
  });

  it('hears of no session when it ended while it was asked who it is', async () => {
    socket.emit('message', 'init');
    socket.terminate();
    for (let i = 0; i < 5; i++) await Promise.resolve();
    expect(silenced).toBe(0);
  });
});

describe('splicing', () => {
  const message = (payload: object) => JSON.stringify({ id: 'a"b', type: 'next', payload });

  it('puts the text in the place of its mark, once', () => {
    const marked = message(mark('{"data":{"text":"\\"}{\\"data\\":\\"spliced-0\\"}"},"errors":[]}'));
    expect(JSON.parse(splice(marked))).toEqual({ id: 'a"b', type: 'next', payload: { data: { text: '"}{"data":"spliced-0"}' }, errors: [] } });
    expect(() => splice(marked)).toThrow();
  });
  it('leaves alone what only looks like one', () => {
    const { data } = mark('{}');
    for (const text of [data, `{"data":"${data}"}`, `","payload":{"data":"${data}"}`]) {
      const plain = message({ data: { text } });
      expect(splice(plain)).toBe(plain);
    }
  });
});
