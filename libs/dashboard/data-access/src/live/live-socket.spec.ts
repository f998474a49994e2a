import { TestBed } from '@angular/core/testing';
import type { Client, ClientOptions } from 'graphql-ws';
import { CREATE_SOCKET_CLIENT, LiveSocket } from './live-socket';

describe('LiveSocket', () => {
  let options: ClientOptions;
  let terminate: jest.Mock;
  let made: number;

  beforeEach(() => {
    jest.useFakeTimers();
    made = 0;
    terminate = jest.fn();
    TestBed.configureTestingModule({
      providers: [
        {
          provide: CREATE_SOCKET_CLIENT,
          useValue: (given: ClientOptions) => {
            options = given;
            made += 1;
            // As the real one does, which is not lazy: the first attempt begins before there is a client to hold.
            options.on?.connecting?.(false);
            return { terminate, dispose: jest.fn(), subscribe: jest.fn() } as unknown as Client;
          },
        },
      ],
    });
  });
  afterEach(() => jest.useRealTimers());

  const open = () => {
    const socket = TestBed.inject(LiveSocket);
    socket.open();
    return socket;
  };
  const connect = () => options.on?.connected?.({ readyState: 1, send: jest.fn() }, undefined, false);

  it('is live once connected, reconnecting after a cut, offline when that lasts', () => {
    const socket = open();
    expect(socket.state()).toBe('reconnecting');
    connect();
    expect(socket.state()).toBe('live');
    options.on?.closed?.({ code: 1006, reason: '' });
    expect(socket.state()).toBe('reconnecting');
    jest.advanceTimersByTime(20_000);
    expect(socket.state()).toBe('offline');
    connect();
    expect(socket.state()).toBe('live');
  });

  it('ends a half-open connection whose pong does not come, and says so', () => {
    const found = jest.fn();
    open().deaths.subscribe(found);
    connect();
    options.on?.ping?.(false, undefined);
    jest.advanceTimersByTime(4_000);
    expect(terminate).not.toHaveBeenCalled();
    options.on?.pong?.(true, undefined);
    jest.advanceTimersByTime(10_000);
    expect(terminate).not.toHaveBeenCalled();
    options.on?.ping?.(false, undefined);
    jest.advanceTimersByTime(5_000);
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(found).toHaveBeenCalledTimes(1);
  });

  it('is live again when the connection outlived a network that went and came', () => {
    const socket = open();
    connect();
    window.dispatchEvent(new Event('offline'));
    expect(socket.state()).toBe('offline');
    window.dispatchEvent(new Event('online'));
    options.on?.pong?.(true, undefined);
    expect(socket.state()).toBe('live');
  });

  it('ends a handshake that nobody answers', () => {
    open();
    options.on?.connecting?.(false);
    jest.advanceTimersByTime(7_000);
    connect();
    jest.advanceTimersByTime(60_000);
    expect(terminate).not.toHaveBeenCalled();
    options.on?.connecting?.(true);
    jest.advanceTimersByTime(8_000);
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  it.each([4401, 4403])('gives up on %i: the session is over', (code) => {
    const socket = open();
    const refused = jest.fn();
    socket.rejected.subscribe(refused);
    connect();
    options.on?.closed?.({ code, reason: 'refused' });
    expect(refused).toHaveBeenCalledTimes(1);
    expect(options.shouldRetry?.({ code, reason: '' })).toBe(false);
  });

  it('tries again for ever after anything else, a network error included', () => {
    open();
    expect(options.retryAttempts).toBe(Infinity);
    expect(options.shouldRetry?.({ code: 1006, reason: '' })).toBe(true);
    expect(options.shouldRetry?.(new Event('error'))).toBe(true);
  });

  it('makes a new connection when the client gave up on a code it calls fatal', () => {
    open();
    options.onNonLazyError?.({ code: 4500 });
    jest.advanceTimersByTime(30_000);
    expect(made).toBe(2);
  });

  it('cuts the wait short when the network is back', async () => {
    open();
    const done = jest.fn();
    void options.retryWait?.(8).then(done);
    window.dispatchEvent(new Event('online'));
    await Promise.resolve();
    await Promise.resolve();
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('is idle without a session', () => {
    const socket = open();
    connect();
    socket.close();
    expect(socket.state()).toBe('idle');
    jest.advanceTimersByTime(60_000);
    expect(made).toBe(1);
  });
});
