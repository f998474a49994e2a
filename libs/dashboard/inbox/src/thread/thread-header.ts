import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { TranslocoDirective } from '@jsverse/transloco';
import { Avatar, formatPhone, Icon } from '@prosa/dashboard/ui';
import { contactName } from '../contact-name';
import type { Conversation } from '../inbox.model';

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
  readonly conversation = input.required<Conversation>();
  readonly panelOpen = input(false);
  /** Who writes at this moment. */
  readonly typing = input<string | null>(null);
  /** Writes other than messages do not wait for a connection: they are off, and say why. */
  readonly offline = input(false);
  readonly denied = input(false);
  readonly mayAssign = input(true);

  readonly left = output<void>();
  readonly assignAsked = output<void>();
  readonly labelsAsked = output<void>();
  readonly snoozeAsked = output<void>();
  readonly takenOver = output<void>();
  readonly handedBack = output<void>();
  readonly statusChosen = output<Conversation['status']>();
  readonly readToggled = output<void>();
  readonly panelToggled = output<void>();

  protected readonly name = computed(() => contactName(this.conversation().contact));
  protected readonly phone = computed(() => {
    const phone = this.conversation().contact.phones[0];
    return phone ? formatPhone(String(phone)) : null;
  });
  protected readonly closed = computed(() => this.conversation().status === 'CLOSED');
  protected readonly owner = computed(() => this.conversation().assignee?.user.name ?? null);
  protected readonly disabled = computed(() => this.offline() || this.denied());
}
