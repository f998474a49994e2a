import { ChangeDetectionStrategy, Component, computed, inject, input, output, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { TranslocoDirective } from '@jsverse/transloco';
import { Avatar, formatPhone, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import type { Conversation, MemberOption } from '../inbox.model';
import { InboxLive } from '../live/inbox-live';

@Component({
  selector: 'inbox-thread-header',
  imports: [
    Avatar,
    Icon,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatTooltip,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './thread-header.html',
  styleUrl: './thread-header.scss',
})
export class ThreadHeader {
  protected readonly live = inject(InboxLive);
  private readonly assignMenu = viewChild<MatMenuTrigger>('assignTrigger');

  readonly conversation = input.required<Conversation>();
  readonly members = input<readonly MemberOption[]>([]);
  readonly panelOpen = input(false);
  /** Who writes at this moment. */
  readonly typing = input<string | null>(null);
  /** Writes other than messages do not wait for a connection: they are off, and say why. */
  readonly offline = input(false);
  readonly denied = input(false);
  readonly mayAssign = input(true);

  readonly left = output<void>();
  readonly assigned = output<MemberOption | null>();
  readonly statusChosen = output<Conversation['status']>();
  readonly markedRead = output<void>();
  readonly panelToggled = output<void>();

  protected readonly name = computed(() => contactName(this.conversation().contact));
  protected readonly phone = computed(() => {
    const phone = this.conversation().contact.phones[0];
    return phone ? formatPhone(String(phone)) : null;
  });
  protected readonly closed = computed(() => this.conversation().status === 'CLOSED');
  protected readonly me = computed(() => this.members().find(({ id }) => id === this.live.memberId()) ?? null);
  protected readonly others = computed(() =>
    this.members().filter(({ id, active }) => active && id !== this.live.memberId()),
  );
  protected readonly disabled = computed(() => this.offline() || this.denied());

  openAssign(): void {
    this.assignMenu()?.openMenu();
  }
}
