import { A11yModule } from '@angular/cdk/a11y';
import { BreakpointObserver } from '@angular/cdk/layout';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { MatDialog } from '@angular/material/dialog';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';
import { map } from 'rxjs';
import { commandOf, isTyping, KEY_HELP } from './inbox-keys';
import { KeyHelp, SingleKeys } from './key-help';
import { isBulkAct } from './list/bulk-bar';
import { ConversationList } from './list/conversation-list';
import { type ListSelection, paramsOf, selectionOf } from './list/inbox-view';
import { Labels } from './labels/labels';
import { Sharing } from './sharing/sharing';
import { StartConversations } from './people/start-conversations';
import { ContactPanel } from './panel/contact-panel';
import { OpenConversation } from './thread/open-conversation';

const PANEL_KEY = 'prosa.inboxPanel';

/** List, conversation, contact: three panes where there is room, two on a tablet, one on a phone. */
@Component({
  selector: 'inbox-page',
  imports: [A11yModule, ContactPanel, ConversationList, Icon, OpenConversation, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './inbox-page.html',
  styleUrl: './inbox-page.scss',
  host: { '(document:keydown)': 'pressed($event)' },
})
export class InboxPage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialog = inject(MatDialog);
  private readonly starts = inject(StartConversations);
  private readonly singleKeys = inject(SingleKeys);
  private readonly sharing = inject(Sharing);
  private readonly list = viewChild(ConversationList);
  private readonly open = viewChild(OpenConversation);

  protected readonly conversationId = toSignal(
    this.route.paramMap.pipe(map((params) => params.get('conversationId'))),
    {
      initialValue: null,
    },
  );
  /** A list of one, so that each conversation gets components of its own. */
  protected readonly opened = computed(() => (this.conversationId() ? [this.conversationId() as string] : []));
  private readonly query = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly selection = computed<ListSelection>(() => selectionOf(this.query()));

  /** A message to open the conversation at, as search and notifications link to it. */
  protected readonly target = computed(() => this.query().get('message'));

  private readonly wide = toSignal(
    inject(BreakpointObserver)
      .observe('(min-width: 1024px)')
      .pipe(map(({ matches }) => matches)),
    { initialValue: true },
  );
  private readonly narrow = toSignal(
    inject(BreakpointObserver)
      .observe('(max-width: 599.98px)')
      .pipe(map(({ matches }) => matches)),
    { initialValue: false },
  );
  private readonly docked = signal(this.storedPanel());
  private readonly sheet = signal(false);
  protected readonly asSheet = computed(() => !this.wide());
  protected readonly panelOpen = computed(() => (this.wide() ? this.docked() : this.sheet()));
  protected readonly tips = KEY_HELP.slice(0, 8);

  constructor() {
    // The list of a label stays that label's, whatever it is called now.
    inject(Labels)
      .renamed.pipe(takeUntilDestroyed())
      .subscribe(({ from, to }) => {
        if (this.selection().label === from) this.choose({ label: to });
      });
    effect(() => {
      this.conversationId();
      this.wide();
      untracked(() => this.sheet.set(false));
    });
    // With one pane, the row that had the focus is gone: the conversation's heading takes it, once.
    const host = inject<ElementRef<HTMLElement>>(ElementRef);
    let focused: string | null = null;
    afterRenderEffect(() => {
      const id = this.conversationId();
      const shown = !!this.open()?.conversation();
      if (id === focused || (id && !shown)) return;
      focused = id;
      if (id && untracked(this.narrow)) {
        host.nativeElement.querySelector<HTMLElement>('inbox-thread-header h2')?.focus({ preventScroll: true });
      }
    });
  }

  protected choose(change: Partial<ListSelection>): void {
    const queryParams = paramsOf({ ...this.selection(), ...change });
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }

  /** It has been shown: the address is that of the conversation again, so that the next one does not open at it. */
  protected dropTarget(): void {
    const queryParams = { message: null };
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected async leave(): Promise<void> {
    const left = this.conversationId();
    await this.router.navigate(['/inbox'], { queryParamsHandling: 'preserve' });
    this.list()?.focusOpen(left);
  }

  /** Writes to a number, and opens what that makes. */
  protected start(): void {
    this.starts.open();
  }

  protected togglePanel(): void {
    if (!this.wide()) return this.sheet.update((open) => !open);
    this.docked.update((open) => !open);
    try {
      localStorage.setItem(PANEL_KEY, this.docked() ? 'open' : 'closed');
    } catch {
      // It lasts as long as the page.
    }
  }

  protected pressed(event: KeyboardEvent): void {
    if (this.dialog.openDialogs.length || document.querySelector('.mat-mdc-menu-panel')) return;
    const command = commandOf(event, this.singleKeys.on());
    if (!command) return;
    if (isBulkAct(command) && this.list()?.act(command)) return event.preventDefault();
    switch (command) {
      case 'select':
        this.list()?.pickActive(event.shiftKey);
        break;
      case 'next':
      case 'previous':
        this.list()?.move(command === 'next' ? 1 : -1);
        break;
      case 'back':
        return this.back(event);
      case 'reply':
        this.open()?.focusComposer('reply');
        break;
      case 'note':
        this.open()?.focusComposer('note');
        break;
      case 'undoSend':
        // A reply that waits is taken back first: it has only seconds.
        if (!this.open()?.undoSend()) this.sharing.undo();
        break;
      case 'label':
        void this.open()?.openLabels();
        break;
      case 'snooze':
        void this.open()?.openSnooze();
        break;
      case 'takeOver':
        void this.open()?.takeOver();
        break;
      case 'close':
        void this.open()?.setStatus('CLOSED');
        break;
      case 'markRead':
        void this.open()?.toggleRead();
        break;
      case 'firstUnread':
        void this.open()?.jumpToUnread();
        break;
      case 'assign':
        void this.open()?.openAssign();
        break;
      case 'panel':
        if (this.conversationId()) this.togglePanel();
        break;
      case 'start':
        this.start();
        break;
      case 'help':
        this.dialog.open(KeyHelp, { width: '600px', maxWidth: '92vw' });
    }
    event.preventDefault();
  }

  /** One step at a time: out of the sheet, out of the field, out of the conversation. */
  private back(event: KeyboardEvent): void {
    if (this.sheet()) this.sheet.set(false);
    else if (!isTyping(event.target) && this.list()?.unpick()) return event.preventDefault();
    else if (event.target instanceof HTMLElement && event.target.matches('textarea, input')) event.target.blur();
    else if (this.conversationId()) void this.leave();
    else return;
    event.preventDefault();
  }

  private storedPanel(): boolean {
    try {
      return localStorage.getItem(PANEL_KEY) !== 'closed';
    } catch {
      return true;
    }
  }
}
