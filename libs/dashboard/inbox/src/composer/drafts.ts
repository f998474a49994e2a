import { Injectable } from '@angular/core';

const PREFIX = 'prosa.draft.';

/** What was typed and not sent, per conversation; it outlives a reload, on this device only. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  read(conversationId: string): string {
    try {
      return localStorage.getItem(PREFIX + conversationId) ?? '';
    } catch {
      return ''; // storage can be forbidden; typing must go on
    }
  }

  write(conversationId: string, text: string): void {
    try {
      if (text.trim()) localStorage.setItem(PREFIX + conversationId, text);
      else localStorage.removeItem(PREFIX + conversationId);
    } catch {
      // full or forbidden: the text is still in the field
    }
  }
}
