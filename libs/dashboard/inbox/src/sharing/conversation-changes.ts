import { inject, Injectable, signal } from '@angular/core';
import { GraphqlClient, problemOf, SessionStore, type UpdateConversationInput } from '@prosa/dashboard/data-access';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import type { Conversation } from '../inbox.model';
import { TransferConversationDocument, UpdateConversationsDocument } from '../live/actions.documents';
import { Notices } from '../notices';
import { type Change, changed, reverse, type Shown } from './conversation-change';

const MOST_AT_ONCE = 100;

export interface Refused {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}
/** What became of a change of one or of many. */
export interface Result {
  readonly done: readonly string[];
  readonly refused: readonly Refused[];
}

interface Wish {
  /** Null: there is nothing to change about this one. */
  readonly of: (conversation: Conversation) => Change | null;
  readonly shown?: Shown;
  /** Which words tell that it is done. */
  readonly told: string | null;
  readonly values?: Record<string, unknown>;
}
type Known = ReadonlyMap<string, Conversation>;

/** Changes of conversations, of one or of many, shown at once; each can be taken back as long as nobody has changed it since. */
@Injectable({ providedIn: 'root' })
export class ConversationChanges {
  private readonly client = inject(GraphqlClient);
  private readonly notices = inject(Notices);
  private readonly words = inject(InboxWords);
  private readonly format = inject(InboxFormat);
  private readonly last = signal<(() => Promise<void>) | null>(null);

  constructor() {
    inject(SessionStore).ended.subscribe(() => this.last.set(null));
  }

  async change(conversations: readonly Conversation[], wish: Wish): Promise<Result> {
    const before: Known = new Map(conversations.map((one) => [one.id, one]));
    const sent = new Map<string, Change>();
    for (const one of conversations) {
      const change = wish.of(one);
      if (change) sent.set(one.id, change);
    }
    const after = new Map<string, Conversation>();
    const result = await this.send(before, sent, wish, after);
    const undo = () => this.takeBack(before, sent, after);
    if (after.size > 0) this.last.set(undo);
    this.tell(wish, result, conversations, after.size > 0);
    return result;
  }

  /** Gives it on with a few words; from then on people answer it. */
  async transfer(
    conversation: Conversation,
    { note, ...to }: { assigneeId: string | null; teamId: string | null; note: string | null },
    whom: string,
  ): Promise<boolean> {
    const input = { id: conversation.id, ...to, note };
    const name = contactName(conversation.contact);
    try {
      const { transferConversation } = await this.client.mutate(TransferConversationDocument, { input });
      const code = transferConversation.userErrors[0]?.code;
      if (code) this.notices.say(this.reason(code));
      else this.notices.tell('sharing.done.transferred', { name, whom });
      return !code;
    } catch (error) {
      this.notices.say(this.reason(problemOf(error).code ?? 'OTHER'));
      return false;
    }
  }

  readonly undoable = this.last.asReadonly();

  /** Takes the last change back. False when there is none. */
  undo(): boolean {
    const undo = this.last();
    if (!undo) return false;
    this.last.set(null);
    void undo();
    return true;
  }

  /** Why one was not changed, in words. */
  reason(code: string): string {
    const key = `sharing.refused.${code}`;
    const words = this.words.t()(key);
    return words === `inbox.${key}` ? this.words.t()('sharing.refused.OTHER') : words;
  }

  private async send(
    before: Known,
    changes: ReadonlyMap<string, Change>,
    wish: Wish,
    after: Map<string, Conversation>,
  ): Promise<Result> {
    const done: string[] = [];
    const refused: Refused[] = [];
    const again = new Map<string, Change>();
    const fresh = new Map<string, Conversation>();
    const items = [...changes].map(([id, change]): UpdateConversationInput => ({
      id,
      ...change,
      // Labels replace each other: those that somebody else gave meanwhile are not to be lost.
      ...(change.labels && { expectedVersion: before.get(id)?.version }),
    }));
    for (const { id, conversation, code } of await this.ask(items, before, wish.shown ?? {})) {
      const known = before.get(id);
      if (code === 'STALE' && conversation && known && known.version !== conversation.version) {
        const change = wish.of(conversation);
        fresh.set(id, conversation);
        if (change) again.set(id, change);
        else done.push(id);
      } else if (code) refused.push({ id, name: known ? contactName(known.contact) : '', code });
      else {
        done.push(id);
        if (conversation) after.set(id, conversation);
      }
    }
    if (again.size === 0) return { done, refused };
    const second = await this.send(fresh, again, wish, after);
    return { done: [...done, ...second.done], refused: [...refused, ...second.refused] };
  }

  private async ask(
    items: readonly UpdateConversationInput[],
    before: Known,
    shown: Shown,
  ): Promise<{ id: string; conversation: Conversation | null; code: string | null }[]> {
    const outcomes = [];
    for (let from = 0; from < items.length; from += MOST_AT_ONCE) {
      const some = items.slice(from, from + MOST_AT_ONCE);
      try {
        const { updateConversations } = await this.client.mutate(
          UpdateConversationsDocument,
          { input: { items: some } },
          { optimisticResponse: { updateConversations: foreseen(some, before, shown) } },
        );
        const whole = updateConversations.userErrors[0]?.code ?? null;
        if (whole) outcomes.push(...some.map(({ id }) => ({ id, conversation: null, code: whole })));
        for (const { id, conversation, userErrors } of updateConversations.outcomes)
          outcomes.push({ id, conversation: conversation ?? null, code: userErrors[0]?.code ?? null });
      } catch (error) {
        const code = problemOf(error).code ?? 'OTHER';
        outcomes.push(...some.map(({ id }) => ({ id, conversation: null, code })));
      }
    }
    return outcomes;
  }

  private async takeBack(
    before: Known,
    sent: ReadonlyMap<string, Change>,
    after: ReadonlyMap<string, Conversation>,
  ): Promise<void> {
    const items: UpdateConversationInput[] = [];
    for (const [id, { version }] of after) {
      const [old, change] = [before.get(id), sent.get(id)];
      if (old && change) items.push({ id, expectedVersion: version, ...reverse(old, change) });
    }
    const outcomes = await this.ask(items, new Map(), {});
    const lost = outcomes.filter(({ code }) => code).length;
    const count = outcomes.length - lost;
    if (lost === 0) return this.notices.tell(`sharing.undone.${this.format.plural(count)}`, { count });
    this.notices.tell(`sharing.undonePart.${this.format.plural(lost)}`, { count, lost });
  }

  private tell(wish: Wish, { done, refused }: Result, all: readonly Conversation[], undoable: boolean): void {
    const undo = undoable ? () => void this.undo() : undefined;
    const count = done.length;
    const [first] = refused;
    const name = all.length === 1 && all[0] ? contactName(all[0].contact) : '';
    if (first && all.length === 1) return this.notices.say(this.reason(first.code));
    if (first) return this.notices.tell('sharing.partly', { count, of: count + refused.length }, undo);
    const plural = all.length === 1 ? 'one' : 'other';
    if (count > 0 && wish.told)
      this.notices.tell(`sharing.done.${wish.told}.${plural}`, { name, count, ...wish.values }, undo);
  }
}

/** Conversations as they will look, until the server says how they do. */
function foreseen(items: readonly UpdateConversationInput[], before: Known, shown: Shown) {
  const outcomes = items.flatMap(({ id, expectedVersion: _, ...change }) => {
    const known = before.get(id);
    const conversation = known ? changed(known, change, shown) : null;
    return [{ __typename: 'ConversationOutcome' as const, id, conversation, userErrors: [] }];
  });
  return { __typename: 'ConversationsPayload' as const, outcomes, userErrors: [] };
}
