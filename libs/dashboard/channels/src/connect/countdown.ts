import { DestroyRef, effect, inject, signal } from '@angular/core';
import type { Signal } from '@angular/core';

const SECOND = 1_000;
const LONGEST = 180;
const WHEN_CLOCKS_DISAGREE = 20;

export interface Countdown {
  /** Whole seconds left, 0 when over. */
  readonly left: number;
  /** Seconds from the moment the code was received: what a full ring stands for. */
  readonly total: number;
}

/** How long a code lives by this device's clock. A clock that is far off must not make a fresh code look dead or eternal. */
export function lifetime(expiresAt: string, now: number): number {
  const seconds = Math.ceil((new Date(expiresAt).getTime() - now) / SECOND);
  return seconds > 0 && seconds <= LONGEST ? seconds : WHEN_CLOCKS_DISAGREE;
}

/** Counts a code's seconds down, on this device alone. Call in an injection context. */
export function countdown(code: Signal<{ expiresAt: string } | undefined>): Signal<Countdown> {
  const now = signal<Countdown>({ left: 0, total: 0 });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (until: number, total: number): void => {
    clearTimeout(timer);
    const left = Math.max(0, Math.ceil((until - Date.now()) / SECOND));
    now.set({ left, total });
    if (left > 0) timer = setTimeout(() => run(until, total), (until - Date.now()) % SECOND || SECOND);
  };
  effect(() => {
    const current = code();
    clearTimeout(timer);
    if (!current) return now.set({ left: 0, total: 0 });
    const total = lifetime(current.expiresAt, Date.now());
    run(Date.now() + total * SECOND, total);
  });
  inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  return now.asReadonly();
}
