import { inject, Injectable, signal } from '@angular/core';
import { GraphqlClient, type InboxCannedRepliesQuery, SessionStore } from '@prosa/dashboard/data-access';
import { formatPhone } from '@prosa/dashboard/ui';
import { fillVariables, firstNameOf, foldName, type ReplyValues } from '@prosa/shared/contracts';
import type { Conversation } from '../inbox.model';
import { CannedRepliesDocument } from './canned.documents';
import { askedWith, type Suggested } from './suggesting';

export type CannedReply = InboxCannedRepliesQuery['cannedReplies'][number];

/** The line that leads to where canned replies are kept. */
export const MANAGE = 'manage';

/** The canned replies that this member may use: read when `/` is first typed in a composer, and after each change. */
@Injectable({ providedIn: 'root' })
export class CannedReplies {
  private readonly client = inject(GraphqlClient);
  private readonly session = inject(SessionStore);
  private readonly all = signal<readonly CannedReply[]>([]);
  readonly replies = this.all.asReadonly();
  readonly failed = signal(false);

  constructor() {
    this.session.ended.subscribe(() => this.all.set([]));
  }

  async load(): Promise<void> {
    try {
      this.all.set((await this.client.query(CannedRepliesDocument, {})).cannedReplies);
      this.failed.set(false);
    } catch {
      this.failed.set(true); // what was read before is still of use
    }
  }

  /** What the variables stand for in a conversation. */
  values({ contact, channel }: Pick<Conversation, 'contact' | 'channel'>): ReplyValues {
    const viewer = this.session.viewer();
    const member = viewer?.user.name ?? '';
    const [phone] = contact.phones;
    return {
      'contact.name': contact.name,
      'contact.firstName': firstNameOf(contact.name),
      'contact.phone': phone ? formatPhone(String(phone)) : null,
      'member.name': member,
      'member.firstName': firstNameOf(member),
      'tenant.name': viewer?.tenant.name ?? null,
      'channel.name': channel.displayName,
    };
  }
}

/** Replies for a text that begins with `/`: those whose shortcut begins so first, then those that hold what was typed. */
export function suggestReplies(
  replies: readonly CannedReply[],
  values: ReplyValues,
  manage: string,
  text: string,
  caret: number,
): Suggested | null {
  const asked = askedWith('/', text, caret);
  if (!asked || asked.from > 0) return null;
  const wanted = foldName(asked.search);
  const begins = ({ shortcut }: CannedReply) => Number(foldName(shortcut).startsWith(wanted));
  const options = replies
    .filter((one) => foldName(`${one.shortcut}\n${one.text}`).includes(wanted))
    .sort((a, b) => begins(b) - begins(a))
    .slice(0, 7)
    .map(({ id, shortcut, text: words }) => {
      const filled = fillVariables(words, values);
      return { id, label: `/${shortcut}`, detail: filled, insert: filled };
    });
  // Whoever types a path or a date means no reply: nothing is in the way of Enter then.
  if (options.length === 0 && asked.search !== '') return null;
  return { ...asked, options: [...options, { id: MANAGE, label: manage, insert: '' }] };
}
