import { DestroyRef, inject, Injectable, signal } from '@angular/core';

export const SPEEDS = [1, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

/**
 * Plays recordings, one at a time. It is its own player: a recording goes on, and keeps its place, while its message is scrolled
 * out of sight.
 */
@Injectable({ providedIn: 'root' })
export class VoiceRoom {
  private readonly audio = new Audio();
  private readonly places = new Map<string, number>();
  private readonly lengths = new Map<string, number>();
  private readonly heard = new Set<string>();

  readonly current = signal<string | null>(null);
  readonly playing = signal(false);
  readonly failed = signal(false);
  readonly speed = signal<Speed>(1);
  /** Grows with each change of place, length or what was heard. */
  readonly moved = signal(0);

  constructor() {
    this.audio.preload = 'metadata';
    const told = () => this.note();
    const on = (event: string, act: () => void) => this.audio.addEventListener(event, act);
    on('timeupdate', told);
    on('durationchange', told);
    on('play', () => this.playing.set(true));
    on('pause', () => this.playing.set(false));
    on('ended', () => this.end());
    on('error', () => {
      if (this.current()) this.failed.set(true);
      this.playing.set(false);
    });
    inject(DestroyRef).onDestroy(() => this.pause());
  }

  placeOf(path: string): number {
    this.moved();
    return this.places.get(path) ?? 0;
  }

  /** Seconds, once its file has told. */
  lengthOf(path: string): number | null {
    this.moved();
    return this.lengths.get(path) ?? null;
  }

  wasHeard(path: string): boolean {
    this.moved();
    return this.heard.has(path);
  }

  toggle(path: string): void {
    if (this.current() === path && this.playing()) return this.pause();
    this.take(path);
    this.heard.add(path);
    void this.audio.play().catch(() => undefined);
  }

  pause(): void {
    if (!this.audio.paused) this.audio.pause();
  }

  seek(path: string, seconds: number): void {
    this.places.set(path, Math.max(0, seconds));
    if (this.current() === path) this.audio.currentTime = Math.max(0, seconds);
    this.moved.update((n) => n + 1);
  }

  nextSpeed(): void {
    const speed = SPEEDS[(SPEEDS.indexOf(this.speed()) + 1) % SPEEDS.length] ?? 1;
    this.speed.set(speed);
    this.audio.playbackRate = speed;
  }

  private take(path: string): void {
    if (this.current() === path && !this.failed()) return;
    this.pause();
    this.failed.set(false);
    this.current.set(path);
    const place = this.places.get(path) ?? 0;
    this.audio.src = path;
    this.audio.playbackRate = this.speed();
    // Some recordings have their length told only when they are played: the place is set once it is known.
    if (place > 0)
      this.audio.addEventListener('loadedmetadata', () => (this.audio.currentTime = place), { once: true });
  }

  private note(): void {
    const path = this.current();
    if (!path) return;
    if (this.audio.currentTime > 0) this.places.set(path, this.audio.currentTime);
    if (Number.isFinite(this.audio.duration)) this.lengths.set(path, this.audio.duration);
    this.moved.update((n) => n + 1);
  }

  private end(): void {
    const path = this.current();
    if (path) this.places.set(path, 0);
    this.playing.set(false);
    this.moved.update((n) => n + 1);
  }
}
