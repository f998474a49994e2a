import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { countdown, lifetime } from './countdown';

const NOW = new Date('2026-11-24T14:00:00Z').getTime();
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

describe('lifetime', () => {
  it.each([
    [inSeconds(20), 20],
    [inSeconds(0.4), 1],
    [inSeconds(-3_600), 20],
    [inSeconds(7_200), 20],
  ])('of a code that ends %s is %i s', (expiresAt, expected) => expect(lifetime(expiresAt, NOW)).toBe(expected));
});

describe('countdown', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  it('counts to zero and stops; a new code starts anew', () => {
    const code = signal<{ expiresAt: string } | undefined>({ expiresAt: inSeconds(3) });
    const shown = TestBed.runInInjectionContext(() => countdown(code));
    TestBed.tick();
    expect(shown()).toEqual({ left: 3, total: 3 });
    jest.advanceTimersByTime(2_000);
    expect(shown().left).toBe(1);
    jest.advanceTimersByTime(1_000);
    expect(shown().left).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    code.set({ expiresAt: inSeconds(3 + 22) });
    TestBed.tick();
    expect(shown()).toEqual({ left: 22, total: 22 });
    code.set(undefined);
    TestBed.tick();
    expect(shown().left).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
