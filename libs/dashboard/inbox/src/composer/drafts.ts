import { Injectable } from '@angular/core';

const keyOf = (owner: string | null, conversationId: string) => `prosa.draft.${owner}.${conversationId}`;

/** What was typed and not sent, per member and conversation; it outlives a reload, on this device only. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  read(owner: string | null, conversationId: string): string {
    try {
      return localStorage.getItem(keyOf(owner, conversationId)) ?? '';
    } catch {
      return ''; // storage can be forbidden; typing must go on
    }
  }

  write(owner: string | null, conversationId: string, text: string): void {
    try {
      if (text.trim()) localStorage.setItem(keyOf(owner, conversationId), text);
      else localStorage.removeItem(keyOf(owner, conversationId));
    } catch {
      // full or forbidden: the text is still in the field
    }
  }
}
