import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { PendingContent } from '../composer/pending-content';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import { AdCard } from './ad-card';
import { authorHue } from './author-hue';
import { isUndoable } from './bubble';
import type { Possible, Wish } from './message-acts';
import { MessageContent } from './message-content';
import { MessageMenu } from './message-menu';
import { MessageNote } from './message-note';
import { MessageQuote } from './message-quote';
import { MessageReactions } from './message-reactions';
import { callIcon, isBare, senderIcon } from './message-kind';
import { summaryOf } from './message-summary';
import { noteParts, textParts } from './text-parts';
import type { BubbleRow } from './thread-rows';
import { TickMark } from './tick-mark';

/** One message, or the pictures of an album: who, what, when, how far it got, and what can be done with it. */
@Component({
  selector: 'inbox-message-bubble',
  imports: [
    AdCard,
    Icon,
    MessageContent,
    MessageMenu,
    MessageNote,
    MessageQuote,
    MessageReactions,
    PendingContent,
    TickMark,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-bubble.html',
  styleUrl: './message-bubble.scss',
  host: {
    '[class]': 'row().bubble.sender',
    '[class.own]': 'own()',
    '[class.note]': 'row().bubble.note',
    '[class.starts]': 'row().startsGroup',
    '[class.ends]': 'row().endsGroup',
    '[class.pointed]': 'pointed()',
  },
})
export class MessageBubble {
  protected readonly format = inject(InboxFormat);
  protected readonly words = inject(InboxWords);

  readonly row = input.required<BubbleRow>();
  /** Shown for a moment when one jumps to it. */
  readonly pointed = input(false);
  readonly offline = input(false);
  /** In a group each of the contacts is named. */
  readonly group = input(false);
  /** What may be done to it, asked when its menu opens: time passes. Null: nothing, no menu. */
  readonly possible = input<(() => Possible) | null>(null);
  readonly wished = output<Wish>();
  readonly retried = output<void>();
  readonly cancelled = output<void>();
  readonly copied = output<void>();
  readonly quoted = output<string>();

  protected readonly bubble = computed(() => this.row().bubble);
  protected readonly own = computed(() => !['contact', 'system'].includes(this.bubble().sender));
  protected readonly message = computed(() => this.bubble().message);
  protected readonly undoable = computed(() => isUndoable(this.bubble()));
  /** Stickers, pictures without words and the like need no ground of their own. */
  protected readonly bare = computed(() => isBare(this.bubble(), this.row().album !== null));
  protected readonly senderIcon = computed(() => senderIcon(this.bubble().sender));
  protected readonly callIcon = computed(() => callIcon(this.message()?.system?.code));
  protected readonly hue = computed(() => (this.group() ? authorHue(this.bubble().senderId) : null));
  protected readonly parts = computed(() => {
    const { text, message } = this.bubble();
    const names = message?.mentionedMembers.map(({ user }) => user.name) ?? [];
    return names.length ? noteParts(text ?? '', names) : textParts(text ?? '');
  });
  protected readonly hasMenu = computed(() => {
    const possible = this.possible();
    return possible !== null && Object.values(possible()).some(Boolean);
  });
  protected readonly menuLabel = computed(() => {
    const { text, message } = this.bubble();
    const t = this.words.t();
    return t('act.menu', { text: (text || (message ? summaryOf(message, t).words : '')).slice(0, 40) });
  });
  /** The menu is made when it is first asked for: most never are. */
  protected readonly menuWanted = signal(false);
}
