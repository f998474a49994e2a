import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon, type IconName } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import type { Conversation } from '../inbox.model';
import { ConversationChanges, type Refused, type Result } from '../sharing/conversation-changes';
import { Sharing } from '../sharing/sharing';

export const BULK_ACTS = ['close', 'assign', 'label', 'snooze', 'markRead'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

export const isBulkAct = (command: string): command is BulkAct => BULK_ACTS.some((act) => act === command);

const ICONS: Record<BulkAct, IconName> = {
  close: 'check',
  assign: 'user',
  label: 'tag',
  snooze: 'snooze',
  markRead: 'checks',
};
const KEYS: Record<BulkAct, string> = { close: 'E', assign: 'A', label: 'L', snooze: 'S', markRead: 'U' };

/** What can be done with all that is picked, and what became of it. */
@Component({
  selector: 'inbox-bulk-bar',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './bulk-bar.html',
  styleUrl: './bulk-bar.scss',
})
export class BulkBar {
  private readonly sharing = inject(Sharing);
  private readonly changes = inject(ConversationChanges);
  protected readonly format = inject(InboxFormat);

  readonly picked = input.required<readonly Conversation[]>();
  /** How many there are to pick. */
  readonly total = input.required<number>();
  readonly allAsked = output<void>();
  readonly cleared = output<void>();
  /** These were not changed and stay picked. */
  readonly left = output<readonly string[]>();

  protected readonly acts = BULK_ACTS;
  protected readonly icons = ICONS;
  protected readonly keys = KEYS;
  protected readonly refused = signal<readonly Refused[]>([]);
  protected readonly busy = signal(false);
  /** All of them have been read, or are done: then the other way round. */
  protected readonly allRead = computed(() => this.picked().every(({ unreadCount }) => unreadCount === 0));
  protected readonly allClosed = computed(() => this.picked().every(({ status }) => status === 'CLOSED'));

  protected word(act: BulkAct): string {
    if (act === 'markRead') return this.allRead() ? 'unread' : 'read';
    return act === 'close' && this.allClosed() ? 'reopen' : act;
  }

  protected reason({ code }: Refused): string {
    return this.changes.reason(code);
  }

  protected disabled(act: BulkAct): boolean {
    return this.busy() || !(act === 'assign' ? this.sharing.mayAssign() : this.sharing.may());
  }

  async run(act: BulkAct): Promise<void> {
    const picked = this.picked();
    if (!picked.length || this.disabled(act)) return;
    // What is ticked there is kept one by one; the rows stay picked until one is done with them.
    if (act === 'label') return this.sharing.label(() => this.picked());
    this.busy.set(true);
    const result = await this.change(act, picked).finally(() => this.busy.set(false));
    if (!result) return;
    this.refused.set(result.refused);
    this.left.emit(result.refused.map(({ id }) => id));
  }

  private async change(act: Exclude<BulkAct, 'label'>, picked: readonly Conversation[]): Promise<Result | null> {
    switch (act) {
      case 'close':
        return this.sharing.setStatus(picked, this.allClosed() ? 'OPEN' : 'CLOSED');
      case 'assign':
        return this.sharing.assign(picked);
      case 'snooze':
        return this.sharing.snooze(picked);
      case 'markRead':
        return this.sharing.setRead(picked, !this.allRead());
    }
  }
}
