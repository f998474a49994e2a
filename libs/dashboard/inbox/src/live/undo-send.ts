import { Injectable, signal } from '@angular/core';

const KEY = 'prosa.undoSend';
/** So long a reply waits for being taken back. */
export const UNDO_SECONDS = 5;

/** Whether replies wait a moment before they go, so that they can be taken back: on this device, on unless turned off. */
@Injectable({ providedIn: 'root' })
export class UndoSend {
  private readonly chosen = signal(this.stored());
  readonly on = this.chosen.asReadonly();

  set(on: boolean): void {
    this.chosen.set(on);
    try {
      localStorage.setItem(KEY, String(on));
    } catch {
      // It lasts as long as the page.
    }
  }

  private stored(): boolean {
    try {
      return localStorage.getItem(KEY) !== 'false';
    } catch {
      return true;
    }
  }
}
