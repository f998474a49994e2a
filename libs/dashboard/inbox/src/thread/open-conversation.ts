import { Clipboard } from '@angular/cdk/clipboard';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { LiveEvents, liveQuery, SessionStore } from '@prosa/dashboard/data-access';
import { Confirm, EmptyState, ErrorState } from '@prosa/dashboard/ui';
import { distinctUntilChanged, filter, switchMap } from 'rxjs';
import { type About, Composer, type Writing } from '../composer/composer';
import type { Part } from '../composer/parts';
import { DelayedSkeleton } from '../delayed-skeleton';
import { ConversationDocument, MembersDocument } from '../inbox.documents';
import { ChannelStateDocument } from '../live/live.documents';
import type { Conversation, MemberOption } from '../inbox.model';
import { ConversationActions, type Outcome } from '../live/conversation-actions';
import { InboxLive } from '../live/inbox-live';
import { Outbox } from '../live/outbox';
import { Notices } from '../notices';
import { Sharing } from '../sharing/sharing';
import type { Bubble } from './bubble';
import { ChannelStrip } from './channel-strip';
import type { Wish } from './message-acts';
import { ThreadHeader } from './thread-header';
import { ThreadStanding } from './thread-standing';
import { Timeline } from './timeline';
import { watchTyping } from './watch-typing';

/** One conversation: who it is with, what was said, and the answer. Made anew for each one that is opened. */
@Component({
  selector: 'inbox-open-conversation',
  imports: [
    ChannelStrip,
    Composer,
    DelayedSkeleton,
    EmptyState,
    ErrorState,
    ThreadHeader,
    ThreadStanding,
    Timeline,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '(dragenter)': 'dragged($event)',
    '(dragover)': 'dragged($event)',
    '(dragleave)': 'dragLeft($event)',
    '(drop)': 'dropped($event)',
  },
  templateUrl: './open-conversation.html',
  styleUrl: './open-conversation.scss',
})
export class OpenConversation {
  private readonly actions = inject(ConversationActions);
  private readonly outbox = inject(Outbox);
  private readonly notices = inject(Notices);
  private readonly confirm = inject(Confirm);
  private readonly sharing = inject(Sharing);
  private readonly transloco = inject(TranslocoService);
  private readonly clipboard = inject(Clipboard);
  private readonly session = inject(SessionStore);
  protected readonly live = inject(InboxLive);
  private readonly composer = viewChild(Composer);
  private readonly timeline = viewChild(Timeline);

  readonly id = input.required<string>();
  readonly panelOpen = input(false);
  /** A message to open at, in place of the newest. */
  readonly target = input<string | null>(null);
  readonly targetSettled = output<void>();
  readonly left = output<void>();
  readonly panelToggled = output<void>();

  protected readonly query = liveQuery(ConversationDocument, () => (this.live.ready() ? { id: this.id() } : null));
  private readonly memberQuery = liveQuery(MembersDocument);

  readonly conversation = computed<Conversation | null>(() => {
    const node = this.query.data()?.node;
    return node?.__typename === 'Conversation' ? node : null;
  });
  protected readonly missing = computed(() => this.query.phase() === 'ready' && !this.conversation());
  protected readonly members = computed<MemberOption[]>(
    () => this.memberQuery.data()?.members.edges.map(({ node }) => node) ?? [],
  );
  protected readonly mayReply = computed(() => this.session.can('inbox:reply'));
  protected readonly mayAssign = computed(() => this.session.can('inbox:assign'));
  protected readonly busy = signal(false);
  protected readonly about = signal<About | null>(null);

  constructor() {
    const events = inject(LiveEvents);
    toObservable(computed(() => this.conversation()?.channel.id ?? null))
      .pipe(
        filter((channelId) => channelId !== null),
        distinctUntilChanged(),
        switchMap((channelId) => events.watch(ChannelStateDocument, { channelId })),
        takeUntilDestroyed(),
      )
      .subscribe(); // the cache takes what it carries
    // A reply tells that what was there has been read.
    effect(() => {
      const sent = this.outbox.stored();
      const open = untracked(this.conversation);
      if (sent && open && sent.conversationId === open.id && sent.message.kind !== 'NOTE' && open.unreadCount > 0) {
        untracked(() => void this.actions.markRead(open));
      }
    });
  }

  /** Who writes at this moment. */
  protected readonly typing = watchTyping(this.id);

  jumpToUnread(): Promise<void> | undefined {
    return this.timeline()?.jumpToUnread();
  }

  focusComposer(writing?: Writing): void {
    if (writing) this.composer()?.write(writing);
    this.composer()?.focus();
  }

  async openAssign(): Promise<void> {
    const open = this.conversation();
    if (open) await this.sharing.assign([open]);
  }

  async openLabels(): Promise<void> {
    await this.sharing.label(() => {
      const open = this.conversation();
      return open ? [open] : [];
    });
  }

  async openSnooze(): Promise<void> {
    const open = this.conversation();
    if (open) await this.sharing.snooze([open]);
  }

  protected async wake(): Promise<void> {
    const open = this.conversation();
    if (open) await this.sharing.wake([open]);
  }

  async takeOver(): Promise<void> {
    const open = this.conversation();
    if (!open || open.handler !== 'AGENT' || !this.mayReply()) return;
    await this.run(() => this.actions.takeOver(open.id));
    this.focusComposer();
  }

  async markRead(): Promise<void> {
    const open = this.conversation();
    if (open && open.unreadCount > 0) await this.run(() => this.actions.markRead(open));
  }

  /** Opening is not reading: what one leaves for later stays, or becomes again, unread for the team. */
  async toggleRead(): Promise<void> {
    const open = this.conversation();
    if (!open || this.live.offline()) return;
    if (open.unreadCount > 0) return this.markRead();
    await this.run(() => this.actions.markUnread(open));
  }

  async setStatus(status: Conversation['status']): Promise<void> {
    const before = this.conversation();
    if (!before || before.status === status || !this.sharing.may()) return;
    if (status === 'OPEN' || status === 'CLOSED') await this.sharing.setStatus([before], status);
  }

  protected async handBack(): Promise<void> {
    const open = this.conversation();
    if (open) await this.run(() => this.actions.returnToAgent(open.id));
  }

  /** The server takes the conversation over, and opens it again, in the same step that stores the reply. */
  protected send(parts: readonly Part[]): void {
    const open = this.conversation();
    if (!open) return;
    const about = this.about();
    this.about.set(null);
    if (about?.editing) return void this.edit(about, parts[0]?.text ?? '');
    const lastSortKey = this.timeline()?.lastSortKey() ?? null;
    for (const [index, part] of parts.entries()) {
      const replyToId = index === 0 ? (about?.id ?? null) : null;
      this.outbox.add({ ...part, conversationId: open.id, replyToId, lastSortKey });
    }
    this.timeline()?.jumpToEnd();
  }

  private async edit(about: About, text: string): Promise<void> {
    if (text === about.text) return;
    // What was typed must not be lost to a refusal.
    if (!(await this.run(() => this.actions.edit(about.id, text)))) this.about.set({ ...about, text });
  }

  protected async act({ message, name }: Bubble, wish: Wish): Promise<void> {
    if (!message) return;
    const { id, act } = message;
    switch (wish.what) {
      case 'reply':
      case 'edit':
        this.about.set({ id, name, kind: message.kind, text: message.text ?? null, editing: wish.what === 'edit' });
        return;
      case 'react':
        return void (await this.run(() => this.actions.react(id, wish.emoji)));
      case 'again':
        if (act?.kind === 'REACT') return void (await this.run(() => this.actions.react(id, act.content || null)));
        if (act?.kind === 'EDIT') return void (await this.run(() => this.actions.edit(id, act.content ?? '')));
        return void (await this.run(() => this.actions.deleteForEveryone(id)));
      case 'delete': {
        const words = (key: string) => this.transloco.translate<string>(`inbox.act.${key}`);
        const sure = await this.confirm.ask({
          title: words('deleteTitle'),
          text: words('deleteText'),
          confirm: words('deleteConfirm'),
          danger: true,
        });
        if (sure) await this.run(() => this.actions.deleteForEveryone(id));
      }
    }
  }

  protected async retry({ entry, message }: Bubble): Promise<void> {
    if (entry) this.outbox.retry(entry.clientKey);
    else if (message) await this.run(() => this.actions.retry(message.id));
  }

  /** Takes back the newest of one's own replies that still wait. */
  undoSend(): boolean {
    const last = this.timeline()?.newestUndoable();
    if (last) void this.takeBack(last);
    return !!last;
  }

  /** Gone from the thread and back in the field, with what it answered. */
  private async takeBack({ text, message }: Bubble): Promise<void> {
    if (!message || !(await this.run(() => this.actions.cancelMessage(message.id)))) return;
    const { replyTo: quoted } = message;
    if (quoted) {
      const name = quoted.author.__typename === 'Contact' ? quoted.author.name : null;
      this.about.set({ id: quoted.id, kind: quoted.kind, text: quoted.text ?? null, name, editing: false });
    }
    this.composer()?.restore(text ?? '', 'reply');
  }

  protected cancel(bubble: Bubble): void {
    const { entry } = bubble;
    if (!entry) return void this.takeBack(bubble);
    this.outbox.cancel(entry.clientKey);
    if (entry.text) this.composer()?.restore(entry.text, entry.note ? 'note' : 'reply');
  }

  protected readonly dropping = signal(false);

  /** Files that are dragged over the thread are for it. */
  protected dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files') || !this.mayReply()) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.dropping.set(true);
  }

  protected dragLeft(event: DragEvent): void {
    const into = event.relatedTarget as Node | null;
    if (!into || !(event.currentTarget as Node).contains(into)) this.dropping.set(false);
  }

  protected dropped(event: DragEvent): void {
    if (!this.dropping()) return;
    event.preventDefault();
    this.dropping.set(false);
    this.composer()?.attach([...(event.dataTransfer?.files ?? [])]);
  }

  protected copy({ text }: Bubble): void {
    if (this.clipboard.copy(text ?? '')) this.notices.tell('notice.copied');
  }

  private async run(action: () => Promise<Outcome>): Promise<boolean> {
    this.busy.set(true);
    try {
      const outcome = await action();
      if (!outcome.ok) this.notices.fail(outcome);
      return outcome.ok;
    } finally {
      this.busy.set(false);
    }
  }
}
