import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon, Now } from '@prosa/dashboard/ui';
import { splitText } from '@prosa/shared/contracts';
import { contactName } from '../contact-name';
import { InboxFormat } from '../inbox-format';
import type { Conversation, MemberOption } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';
import { LONGEST_TEXT } from '../live/outbox-content';
import { watchPresence } from '../live/team-presence';
import { InboxWords } from '../inbox-words';
import { Notices } from '../notices';
import { handoffKey } from '../reasons';
import { AttachMenu } from './attach-menu';
import type { CannedDialog } from './canned-dialog';
import { CannedReplies, MANAGE, suggestReplies } from './canned-replies';
import { ChosenFiles, MOST_FILES } from './chosen-files';
import { Drafts } from './drafts';
import { FileTray } from './file-tray';
import { mentionedIn, suggestMembers } from './mentions';
import { mayCaption, type Part, partsOf } from './parts';
import type { ScheduleDialog, ScheduleWish } from './schedule-dialog';
import { type Scheduled, ScheduledList } from './scheduled-list';
import { Suggesting, type Suggestion, type Suggest } from './suggesting';
import { SuggestionList } from './suggestion-list';
import { VoiceRecorder } from './voice-recorder';
import { VoiceRecording } from './voice-recording';

/** Enter sends; with Shift it breaks the line. Never while an input method is still composing a character. */
export function sends(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'isComposing'>): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.altKey && !event.isComposing;
}

const reset = (field: HTMLTextAreaElement): HTMLTextAreaElement => {
  field.style.height = 'auto';
  return field;
};

/** A reply goes to the contact, a note is for the team alone. */
export type Writing = 'reply' | 'note';
/** As the server. */
const LONGEST_NOTE = 10_000;

/** What the next text is about: the message that it answers, or takes the place of. */
export interface About {
  readonly id: string;
  readonly editing: boolean;
  readonly kind: string;
  readonly text: string | null;
  readonly name: string | null;
}

@Component({
  selector: 'inbox-composer',
  imports: [AttachMenu, FileTray, Icon, MatButton, ScheduledList, SuggestionList, TranslocoDirective, VoiceRecorder],
  providers: [ChosenFiles, VoiceRecording],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  private readonly canned = inject(CannedReplies);
  private readonly dialog = inject(MatDialog);
  private readonly drafts = inject(Drafts);
  private readonly live = inject(InboxLive);
  private readonly notices = inject(Notices);
  private readonly words = inject(InboxWords);
  private readonly format = inject(InboxFormat);
  private readonly now = inject(Now);
  protected readonly chosen = inject(ChosenFiles);
  protected readonly voice = inject(VoiceRecording);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');

  readonly conversation = input.required<Conversation>();
  readonly busy = input(false);
  readonly denied = input(false);
  readonly about = input<About | null>(null);
  readonly members = input<readonly MemberOption[]>([]);
  readonly aboutDropped = output<void>();
  readonly sent = output<readonly Part[]>();
  readonly takenOver = output<void>();
  readonly handedBack = output<void>();
  readonly reopened = output<void>();

  private readonly id = computed(() => this.conversation().id);
  protected readonly name = computed(() => contactName(this.conversation().contact));
  /** Until when who wants no messages can be answered. */
  protected readonly replyLimit = computed(() => {
    const { replyUntil, contact } = this.conversation();
    if (!contact.optedOut || !replyUntil) return null;
    const past = new Date(replyUntil).getTime() <= this.now.value();
    return {
      past,
      words: past ? 'composer.optedOutOver' : 'composer.optedOutUntil',
      time: this.format.near(replyUntil),
    };
  });
  protected readonly writing = signal<Writing>('reply');
  protected readonly isNote = computed(() => this.writing() === 'note');
  /** Each has a draft of its own. */
  private readonly draftId = computed(() => (this.isNote() ? `${this.id()}.note` : this.id()));
  protected readonly text = signal('');
  protected readonly suggesting = new Suggesting(
    this.text,
    computed<Suggest>(() => {
      if (!this.isNote()) {
        const [replies, values] = [this.canned.replies(), this.canned.values(this.conversation())];
        const manage = this.words.t()('canned.manage');
        return (text, caret) => suggestReplies(replies, values, manage, text, caret);
      }
      const others = this.members().filter(({ id }) => id !== this.live.memberId());
      return (text, caret) => suggestMembers(others, text, caret);
    }),
  );
  private readonly picked = new Set<string>();
  /** Longer than any message can be: sent in parts, when the person agrees. */
  protected readonly inParts = computed(() => {
    const text = this.text().trim();
    return !this.isNote() && text.length > LONGEST_TEXT ? splitText(text, LONGEST_TEXT).length : null;
  });
  protected readonly noteTooLong = computed(() => this.isNote() && this.text().trim().length > LONGEST_NOTE);
  protected readonly hasSomething = computed(
    () => this.text().trim().length > 0 || (!this.isNote() && this.chosen.any()),
  );
  /** They want no messages, and what they wrote last is too long ago to be answered. */
  protected readonly isTooLate = computed(
    () => !this.isNote() && !this.isEditing() && this.replyLimit()?.past === true,
  );
  protected readonly canSend = computed(
    () => this.hasSomething() && !this.denied() && !this.isTooLate() && this.inParts() === null && !this.noteTooLong(),
  );
  /** Words alone, and not those of an edit, can wait for a time. */
  protected readonly maySchedule = computed(
    () => this.canSend() && !this.isNote() && !this.isEditing() && !this.chosen.any() && !this.about(),
  );
  protected readonly isEditing = computed(() => this.about()?.editing ?? false);
  private readonly presence = watchPresence(this.id);
  private readonly writers = computed(() => this.presence.others().filter(({ typing }) => typing));
  /** Who else of the team is here; those who write before those who look. */
  protected readonly others = computed(() => {
    const shown = this.writers().length ? this.writers() : this.presence.others();
    const [first, ...more] = shown;
    return first ? { name: first.name, more: more.length, writing: first.typing } : null;
  });
  /** A reply that waits for a second press, because somebody else writes one. */
  protected readonly colliding = signal(false);
  protected readonly isRecording = computed(() => !['idle', 'denied', 'missing'].includes(this.voice.state()));
  protected readonly placeholder = computed(() => {
    if (this.denied()) return 'composer.denied';
    if (this.isNote()) return 'note.placeholder';
    const [file, more] = this.chosen.files();
    return file && !more && mayCaption(file) ? 'attach.caption' : 'composer.placeholder';
  });
  protected readonly agentName = computed(() => this.conversation().agent?.name ?? null);
  /** Words for why the agent gave it to people, until somebody takes it. */
  protected readonly handed = computed(() => handoffKey(this.conversation().handoffReason));
  protected readonly mayHandBack = computed(() => this.conversation().agent?.status === 'ACTIVE');
  protected readonly mode = computed(() => {
    const { status, handler, agent, contact } = this.conversation();
    if (status === 'CLOSED') return 'closed';
    if (contact.optedOut) return 'optedOut';
    if (handler === 'AGENT') return agent && agent.status !== 'ACTIVE' ? 'paused' : 'agent';
    if (this.handed()) return 'handed';
    return agent?.status === 'ACTIVE' ? 'person' : 'none';
  });

  constructor() {
    effect(() => {
      const [me] = [this.live.memberId(), this.id()];
      untracked(() => this.text.set(this.drafts.read(me, this.draftId())));
    });
    // An edit begins with the old text and leaves the draft of a reply alone.
    effect(() => {
      const about = this.about();
      untracked(() => {
        if (about) this.write('reply');
        if (about?.editing) this.text.set(about.text ?? '');
        else if (this.editing) this.text.set(this.drafts.read(this.live.memberId(), this.draftId()));
        this.editing = about?.editing ?? false;
        if (about) setTimeout(() => this.focus());
      });
    });
    // Grows with what is in it, up to the height that the style allows.
    afterRenderEffect(() => {
      this.text();
      const { style, scrollHeight } = reset(this.field().nativeElement);
      style.height = `${scrollHeight}px`;
    });
  }

  private editing = false;

  focus(): void {
    const { nativeElement } = this.field();
    nativeElement.focus();
    nativeElement.setSelectionRange(nativeElement.value.length, nativeElement.value.length);
  }

  /** Turns to the other kind of writing, whose draft is then in the field. An edit is one of a reply. */
  write(writing: Writing): void {
    if (this.writing() === writing || this.isEditing() || this.denied()) return;
    this.writing.set(writing);
    this.text.set(this.drafts.read(this.live.memberId(), this.draftId()));
  }

  /** A reply that was taken back returns to the field, before what has been typed since. */
  restore(text: string, writing: Writing): void {
    this.write(writing);
    const typed = this.text();
    this.typed(typed.trim() ? `${text}\n${typed}` : text);
    this.focus();
  }

  protected typed(text: string): void {
    this.text.set(text);
    this.colliding.set(false);
    if (!this.isNote() && !this.editing) this.presence.typing(text.trim() !== '');
    if (!this.editing) this.drafts.write(this.live.memberId(), this.draftId(), text);
  }

  protected drop(): void {
    this.aboutDropped.emit();
    this.focus();
  }

  /** The text came to be this by hand, with the caret there. */
  protected edited({ value, selectionStart }: HTMLTextAreaElement): void {
    if (value === '/' && !this.isNote()) void this.canned.load();
    this.typed(value);
    this.suggesting.moved(selectionStart);
  }

  protected pick(one: Suggestion): void {
    const { text, caret } = this.suggesting.taken(one);
    if (this.isNote()) this.picked.add(one.id);
    else if (one.id === MANAGE) void this.manageReplies();
    this.typed(text);
    const { nativeElement } = this.field();
    nativeElement.value = text;
    nativeElement.setSelectionRange(caret, caret);
    this.suggesting.moved(caret);
  }

  private async manageReplies(): Promise<void> {
    const { CannedDialog: dialog } = await import('./canned-dialog');
    const data = this.canned.values(this.conversation());
    this.dialog
      .open<CannedDialog>(dialog, { data, width: '560px', maxWidth: '94vw' })
      .afterClosed()
      .subscribe(() => this.focus());
  }

  /** Keeps what is in the field for later, or opens what is kept. */
  protected async schedule(one: Scheduled | null): Promise<void> {
    const { ScheduleDialog: dialog } = await import('./schedule-dialog');
    const { id, text, sendAt, cancelOnReply } = one ?? {
      id: null,
      text: this.text().trim(),
      sendAt: null,
      cancelOnReply: true,
    };
    const data: ScheduleWish = { conversationId: this.id(), id, text, sendAt: sendAt as string | null, cancelOnReply };
    this.dialog
      .open<ScheduleDialog, ScheduleWish, boolean>(dialog, { data, width: '520px', maxWidth: '94vw' })
      .afterClosed()
      .subscribe((kept) => {
        if (kept && !one) this.typed('');
        this.focus();
      });
  }

  protected toggle(): void {
    this.write(this.isNote() ? 'reply' : 'note');
    this.focus();
  }

  protected pressed(event: KeyboardEvent): void {
    if (this.suggesting.pressed(event, (one) => this.pick(one))) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Escape' && this.about()) {
      event.preventDefault();
      event.stopPropagation();
      return this.drop();
    }
    if (!sends(event)) return;
    event.preventDefault();
    this.send();
  }

  /** Files from wherever they come: the menu, the clipboard, dropped on the thread. */
  attach(files: readonly File[]): void {
    if (files.length === 0 || this.denied() || this.isEditing() || this.isNote()) return;
    const left = this.chosen.add(files);
    if (left > 0) this.notices.tell('attach.tooMany', { count: left, most: MOST_FILES });
    setTimeout(() => this.focus());
  }

  protected pasted(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    // A table copied from a spreadsheet comes as text and as a picture of it: the words are meant.
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    this.attach(files);
  }

  protected async record(): Promise<void> {
    await this.voice.start();
    const state = this.voice.state();
    if (state === 'denied' || state === 'missing') this.notices.tell(`voice.${state}`);
  }

  protected recorded(part: Part): void {
    this.sent.emit([part]);
    setTimeout(() => this.focus());
  }

  protected send(): void {
    if (!this.canSend()) return;
    // Two answers at once is what nobody wants: said before the second one leaves.
    if (!this.isNote() && !this.isEditing() && this.writers().length > 0 && !this.colliding())
      return this.colliding.set(true);
    this.give();
  }

  protected sendInParts(): void {
    if (!this.denied() && !this.isEditing()) this.give();
  }

  private give(): void {
    const text = this.text().trim();
    if (this.isNote()) this.sent.emit([{ text, note: { mentioned: mentionedIn(text, this.members(), this.picked) } }]);
    else this.sent.emit(this.isEditing() ? [{ text }] : partsOf(this.text(), this.chosen.files()));
    if (!this.isNote()) this.chosen.clear();
    this.picked.clear();
    this.typed('');
    this.field().nativeElement.focus();
  }
}
