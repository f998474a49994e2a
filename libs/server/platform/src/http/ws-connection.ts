import type { IncomingMessage } from 'node:http';
import type { Server as Protocol } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Platform, TenantContext } from '../context/context';
import { splice } from './splice';

const PING_MS = 12_000;
/** Deliveries wait for the socket from here on. */
const HIGH_WATER = 256 * 1024;
/** A consumer that is this many bytes behind is cut off; it resumes from its cursor. */
const MOST_BUFFERED = 4 * 1024 * 1024;
/** What does not answer our closing in this time is cut. */
const CLOSING_MS = 2_000;

export const CLOSE_SESSION_OVER = 4403;
const CLOSE_TOO_SLOW = 1013;

/** What the protocol keeps of one socket. */
export interface SocketState {
  request: IncomingMessage;
  tenant: TenantContext | null;
  close(code: number, reason: string): void;
  /** Called with the answer to `connection_init`. */
  decided(): void;
}

/** Runs the protocol on one socket: backpressure, pings, closing that does not wait for the other side. */
export function serveSocket(
  platform: Platform,
  protocol: Protocol<SocketState>,
  socket: WebSocket,
  request: IncomingMessage,
  { onMember, decided }: { onMember: (tenant: TenantContext, state: SocketState) => () => void; decided: () => void },
): void {
  const { clock, logger } = platform;
  let silence: (() => void) | null = null;
  let alive = true;
  const isOpen = () => socket.readyState === socket.OPEN;
  const close = (code: number, reason: string) => {
    if (!isOpen()) return;
    socket.close(code, reason);
    const cut = clock.after(CLOSING_MS, () => socket.terminate());
    socket.once('close', () => cut.cancel());
  };
  const state: SocketState = { request, tenant: null, close, decided };

  const send = (data: string) =>
    new Promise<void>((done) => {
      const text = splice(data);
      if (!isOpen()) return done(); // the end of the socket ends its subscriptions
      if (socket.bufferedAmount > MOST_BUFFERED) {
        close(CLOSE_TOO_SLOW, 'Too slow');
        return done();
      }
      const behind = socket.bufferedAmount > HIGH_WATER;
      socket.send(text, () => behind && done());
      if (!behind) done();
    });
  const take = async (handle: (data: string) => Promise<void>, data: string) => {
    try {
      await handle(data);
    } catch (error) {
      logger.error({ err: error }, 'a socket failed');
      close(1011, 'Internal error');
    }
    if (state.tenant && !silence && isOpen()) silence = onMember(state.tenant, state);
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send,
      close: (code, reason) => close(code ?? 1000, reason ?? ''),
      onMessage: (handle) => socket.on('message', (data) => void take(handle, String(data))),
    },
    state,
  );

  const ping = () => {
    if (!alive) return void socket.terminate(); // half-open: the last ping was never answered
    alive = false;
    if (isOpen()) socket.ping();
    timer = clock.after(PING_MS, ping);
  };
  let timer = clock.after(PING_MS, ping);
  socket.on('pong', () => (alive = true));
  socket.on('error', () => socket.terminate());
  socket.on('close', (code, reason) => {
    timer.cancel();
    decided();
    silence?.();
    closed(code, String(reason)).catch((error: unknown) => logger.warn({ err: error }, 'a subscription did not end cleanly'));
  });
}
