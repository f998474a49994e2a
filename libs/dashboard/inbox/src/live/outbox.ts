import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { GraphqlClient, ProblemError } from '@prosa/dashboard/data-access';
import { SendMessageDocument } from './actions.documents';
import type { Message } from '../inbox.model';
import { InboxLive } from './inbox-live';
import { nextToSend, type OutboxEntry } from './outbox-entry';
import { readOutbox, writeOutbox } from './outbox-storage';

type Answer = { kind: 'stored'; message: Message } | { kind: 'refused'; problem: string } | { kind: 'unknown' };

const UNANSWERED = ['OFFLINE', 'UNREACHABLE'];
/**
 * When requests fail although the connection stands (a proxy that restarts, kept connections that died with the network): a few
 * tries more, then by hand or on reconnect.
 */
const AGAIN_AFTER_MS = [500, 500, 1_000, 2_000, 4_000, 15_000];

/**
 * Replies on their way. A reply leaves only when its message is known to be stored: when the answer is lost it goes again with
 * the same clientKey, which the server stores once. Sent when it is written, and when the connection comes back.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly client = inject(GraphqlClient);
  private readonly live = inject(InboxLive);
  private readonly all = signal<readonly OutboxEntry[]>([]);
  private readonly tries = new Map<string, number>();
  private owner: string | null = null;

  readonly entries = this.all.asReadonly();
  /** id of a stored message → the clientKey it was sent with, so that its row stays the same row. */
  readonly keys = signal<ReadonlyMap<string, string>>(new Map());
  readonly stored = signal<{ readonly conversationId: string; readonly message: Message } | null>(null);
  readonly waiting = computed(() => this.all().filter((entry) => entry.state !== 'failed').length);

  constructor() {
    effect(() => {
      const me = this.live.memberId();
      untracked(() => this.open(me));
    });
    effect(() => {
      if (this.live.online()) untracked(() => this.flush());
    });
    const retry = () => this.flush();
    addEventListener('online', retry);
    inject(DestroyRef).onDestroy(() => removeEventListener('online', retry));
  }

  of(conversationId: string): readonly OutboxEntry[] {
    return this.all().filter((entry) => entry.conversationId === conversationId);
  }

  add(reply: Pick<OutboxEntry, 'conversationId' | 'text' | 'replyToId' | 'lastSortKey'>): void {
    this.save([
      ...this.all(),
      {
        ...reply,
        clientKey: crypto.randomUUID(),
        createdAt: new Date().toISOString(),
        state: 'waiting',
        problem: null,
        messageId: null,
      },
    ]);
    this.flush();
  }

  retry(clientKey: string): void {
    this.change(clientKey, { state: 'waiting', problem: null });
    this.flush();
  }

  /** Only what has not left: a reply under way may already be on the contact's phone. */
  cancel(clientKey: string): void {
    this.save(this.all().filter((entry) => entry.clientKey !== clientKey || entry.state === 'sending'));
  }

  private flush(): void {
    if (!navigator.onLine) return;
    for (let entry = nextToSend(this.all()); entry; entry = nextToSend(this.all())) {
      this.change(entry.clientKey, { state: 'sending' });
      void this.deliver(entry);
    }
  }

  private async deliver(entry: OutboxEntry): Promise<void> {
    const owner = this.owner;
    const answer = await this.send(entry);
    if (owner !== this.owner) return; // signed out meanwhile; the stored copy still waits for its author
    switch (answer.kind) {
      case 'stored':
        this.tries.delete(entry.clientKey);
        this.keys.update((keys) => new Map(keys).set(answer.message.id, entry.clientKey));
        this.stored.set({ conversationId: entry.conversationId, message: answer.message });
        this.save(this.all().filter(({ clientKey }) => clientKey !== entry.clientKey));
        this.flush();
        break;
      case 'refused':
        this.change(entry.clientKey, { state: 'failed', problem: answer.problem });
        this.flush();
        break;
      default:
        this.change(entry.clientKey, { state: 'waiting' });
        this.tryAgain(entry.clientKey);
    }
  }

  private tryAgain(clientKey: string): void {
    const tried = this.tries.get(clientKey) ?? 0;
    const wait = this.live.online() ? AGAIN_AFTER_MS[tried] : undefined;
    if (wait === undefined) return; // the connection's return starts it
    this.tries.set(clientKey, tried + 1);
    setTimeout(() => this.flush(), wait * (0.5 + Math.random()));
  }

  private async send({ clientKey, conversationId, text, replyToId }: OutboxEntry): Promise<Answer> {
    try {
      const { sendMessage } = await this.client.mutate(SendMessageDocument, {
        input: { clientKey, conversationId, text, ...(replyToId && { replyToId }) },
      });
      if (sendMessage.message) return { kind: 'stored', message: sendMessage.message };
      return { kind: 'refused', problem: sendMessage.userErrors[0]?.message ?? '' };
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : null;
      // The server did not answer: it may or may not have stored it.
      if (problem && UNANSWERED.includes(problem.code)) return { kind: 'unknown' };
      return { kind: 'refused', problem: problem?.message ?? '' };
    }
  }

  private open(me: string | null): void {
    if (me === this.owner) return;
    this.owner = me;
    this.all.set(me ? readOutbox(me) : []);
    this.flush();
  }

  private change(clientKey: string, more: Partial<OutboxEntry>): void {
    this.save(this.all().map((entry) => (entry.clientKey === clientKey ? { ...entry, ...more } : entry)));
  }

  private save(entries: readonly OutboxEntry[]): void {
    if (this.owner) writeOutbox(this.owner, this.all(), entries);
    this.all.set(entries);
  }
}
