import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { GraphqlClient, ProblemError, type SendMessageInput } from '@prosa/dashboard/data-access';
import { SendMessageDocument } from './actions.documents';
import type { Message } from '../inbox.model';
import { InboxLive } from './inbox-live';
import type { OutboxContent, OutboxFile } from './outbox-content';
import { nextToSend, type OutboxEntry } from './outbox-entry';
import { OutboxFiles } from './outbox-files';
import { readOutbox, writeOutbox } from './outbox-storage';
import { UNDO_SECONDS, UndoSend } from './undo-send';
import { UploadFile } from './upload-file';

type Answer =
  | { kind: 'stored'; message: Message }
  | { kind: 'refused'; problem: string; code: string | null }
  | { kind: 'unknown' }
  /** It was taken back while its file went out. */
  | { kind: 'cancelled' };

export type NewReply = Pick<
  OutboxEntry,
  'conversationId' | 'text' | 'content' | 'note' | 'replyToId' | 'lastSortKey'
> & {
  /** The bytes of `content`, when that is a file. */
  readonly file?: Blob;
};

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
  private readonly undo = inject(UndoSend);
  private readonly uploads = inject(UploadFile);
  private readonly files = inject(OutboxFiles);
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

  add({ file, ...reply }: NewReply): void {
    const clientKey = crypto.randomUUID();
    if (file) this.files.hold(clientKey, file);
    this.save([
      ...this.all(),
      {
        ...reply,
        clientKey,
        createdAt: new Date().toISOString(),
        state: 'waiting',
        problem: null,
        messageId: null,
      },
    ]);
    this.flush();
  }

  retry(clientKey: string): void {
    if (this.all().find((entry) => entry.clientKey === clientKey)?.problemCode === 'LOST') return;
    this.change(clientKey, { state: 'waiting', problem: null, problemCode: null });
    this.flush();
  }

  /** Only what has not left: a reply under way may already be on the contact's phone. A file whose bytes still go out has not. */
  cancel(clientKey: string): void {
    const entry = this.all().find((one) => one.clientKey === clientKey);
    if (!entry || (entry.state === 'sending' && !isUploading(entry))) return;
    this.files.drop(clientKey);
    this.save(this.all().filter((one) => one !== entry));
    this.flush();
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
        this.files.drop(entry.clientKey);
        this.keys.update((keys) => new Map(keys).set(answer.message.id, entry.clientKey));
        this.stored.set({ conversationId: entry.conversationId, message: answer.message });
        this.save(this.all().filter(({ clientKey }) => clientKey !== entry.clientKey));
        this.flush();
        break;
      case 'refused':
        this.change(entry.clientKey, { state: 'failed', problem: answer.problem, problemCode: answer.code });
        this.flush();
        break;
      case 'cancelled':
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

  private async send(entry: OutboxEntry): Promise<Answer> {
    const content = entry.content?.type === 'file' ? await this.uploaded(entry, entry.content) : entry.content;
    if (content && 'kind' in content) return content;
    const { clientKey, conversationId, replyToId } = entry;
    try {
      const { sendMessage } = await this.client.mutate(SendMessageDocument, {
        input: {
          ...{ clientKey, conversationId },
          ...inputOf(entry.text, content),
          ...(entry.note && { note: true, mentionedMemberIds: [...entry.note.mentioned] }),
          ...(replyToId && { replyToId }),
          ...(mayUndo(entry) && this.undo.on() && { undoSeconds: UNDO_SECONDS }),
        },
      });
      if (sendMessage.message) return { kind: 'stored', message: sendMessage.message };
      const [problem] = sendMessage.userErrors;
      return this.refused(entry, problem?.code ?? null, problem?.message ?? '');
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : null;
      // The server did not answer: it may or may not have stored it.
      if (problem && UNANSWERED.includes(problem.code)) return { kind: 'unknown' };
      return { kind: 'refused', problem: problem?.message ?? '', code: problem?.code ?? null };
    }
  }

  /** The file with the server's id of it; or why there is none. */
  private async uploaded(entry: OutboxEntry, content: OutboxFile): Promise<OutboxFile | Answer> {
    if (content.uploadId) return content;
    const { clientKey } = entry;
    const held = this.files.of(clientKey);
    if (!held) return { kind: 'refused', problem: '', code: 'LOST' };
    this.files.progress(clientKey, 0);
    const file = { name: content.name, mimeType: content.mimeType, content: held.content };
    const answer = await this.uploads.run(file, held.aborting.signal, (share) => this.files.progress(clientKey, share));
    this.files.progress(clientKey, null);
    if (answer.kind === 'cancelled') return answer;
    if (answer.kind === 'interrupted') return { kind: 'unknown' };
    if (answer.kind === 'refused') return { kind: 'refused', problem: answer.message, code: answer.code };
    const whole = { ...content, uploadId: answer.id };
    this.change(clientKey, { content: whole });
    return whole;
  }

  /** A file that waited too long is forgotten by the server: while its bytes are here, trying again sends them anew. */
  private refused(entry: OutboxEntry, code: string | null, problem: string): Answer {
    const { clientKey } = entry;
    const now = this.all().find((one) => one.clientKey === clientKey)?.content;
    if (code !== 'UPLOAD_NOT_FOUND' || now?.type !== 'file') return { kind: 'refused', problem, code };
    this.change(clientKey, { content: { ...now, uploadId: null } });
    return { kind: 'refused', problem, code: this.files.of(clientKey) ? code : 'LOST' };
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

/** Words come back into the field as they were; a file or a note stays where it is. */
const mayUndo = ({ content, note }: OutboxEntry): boolean => !content && !note;

const isUploading = ({ content }: OutboxEntry): boolean => content?.type === 'file' && content.uploadId === null;

function inputOf(
  text: string,
  content: OutboxContent | null | undefined,
): Omit<SendMessageInput, 'clientKey' | 'conversationId'> {
  switch (content?.type) {
    case 'file':
      return { attachment: { uploadId: content.uploadId as string, caption: text || null, voice: content.voice } };
    case 'place': {
      const { latitude, longitude, name, address } = content;
      return { location: { latitude, longitude, name, address } };
    }
    case 'cards':
      return { contactCards: content.cards.map(({ contactId, name, phone }) => ({ contactId, name, phone })) };
    default:
      return { text };
  }
}
