import { inject, Injectable } from '@angular/core';
import { type ComponentType } from '@angular/cdk/portal';
import { MatDialog } from '@angular/material/dialog';
import { SessionStore } from '@prosa/dashboard/data-access';
import { firstValueFrom } from 'rxjs';
import { AssignDialog, type AssignChoice, type AssignQuestion } from '../assign/assign-dialog';
import { InboxFormat } from '../inbox-format';
import type { Conversation } from '../inbox.model';
import { LabelDialog, type Labelled } from '../labels/label-dialog';
import { InboxLive } from '../live/inbox-live';
import { SnoozeDialog, type SnoozeChoice, type SnoozeQuestion } from '../snooze/snooze-dialog';
import { ConversationChanges, type Result } from './conversation-changes';

/** What one does with conversations to share the work, with one or with many, from wherever they are shown. */
@Injectable({ providedIn: 'root' })
export class Sharing {
  private readonly dialog = inject(MatDialog);
  private readonly changes = inject(ConversationChanges);
  private readonly session = inject(SessionStore);
  private readonly live = inject(InboxLive);
  private readonly format = inject(InboxFormat);

  may(): boolean {
    return this.session.can('inbox:reply') && !this.live.offline();
  }

  mayAssign(): boolean {
    return this.may() && this.session.can('inbox:assign');
  }

  async label(labelled: Labelled): Promise<void> {
    if (this.may() && labelled().length) await this.ask(LabelDialog, labelled);
  }

  async snooze(conversations: readonly Conversation[]): Promise<Result | null> {
    if (!this.may() || !conversations.length) return null;
    const asleep = conversations.some(({ status }) => status === 'SNOOZED');
    const choice = await this.ask<SnoozeQuestion, SnoozeChoice>(SnoozeDialog, { asleep });
    if (!choice) return null;
    if (choice === 'wake') return this.wake(conversations);
    const { until } = choice;
    return this.changes.change(conversations, {
      of: () => ({ status: 'SNOOZED', snoozedUntil: until }),
      told: until ? 'snoozed' : 'snoozedReply',
      values: until ? { at: this.format.dayTime(until) } : {},
    });
  }

  wake(conversations: readonly Conversation[]): Promise<Result> {
    return this.changes.change(conversations, {
      of: ({ status }) => (status === 'SNOOZED' ? { status: 'OPEN' } : null),
      told: 'woken',
    });
  }

  async assign(conversations: readonly Conversation[]): Promise<Result | null> {
    if (!this.mayAssign() || !conversations.length) return null;
    const choice = await this.ask<AssignQuestion, AssignChoice>(AssignDialog, { conversations });
    if (!choice) return null;
    const { member, team, note } = choice;
    const whom = member?.user.name ?? team?.name ?? '';
    const [only] = conversations;
    if (note && only && (member || team)) {
      const to = { assigneeId: member?.id ?? null, teamId: team?.id ?? null, note };
      const ok = await this.changes.transfer(only, to, whom);
      return { done: ok ? [only.id] : [], refused: [] };
    }
    return this.changes.change(conversations, {
      of: () => (team ? { teamId: team.id, assigneeId: null } : { assigneeId: member?.id ?? null }),
      shown: team ? { team, assignee: null } : { assignee: member },
      told: whom ? 'assigned' : 'unassigned',
      values: { whom },
    });
  }

  setStatus(conversations: readonly Conversation[], status: 'OPEN' | 'CLOSED'): Promise<Result> {
    return this.changes.change(conversations, {
      of: (one) => (one.status === status ? null : { status }),
      told: status === 'CLOSED' ? 'closed' : 'reopened',
    });
  }

  /** Read by the team; or unread again, as if one message were new. */
  setRead(conversations: readonly Conversation[], read: boolean): Promise<Result> {
    return this.changes.change(conversations, {
      of: ({ unreadCount }) => (read === (unreadCount === 0) ? null : { unreadCount: read ? 0 : 1 }),
      told: read ? 'read' : 'unread',
    });
  }

  /** Takes the last change back. False when there is none. */
  undo(): boolean {
    return this.changes.undo();
  }

  private async ask<Question, Answer>(component: ComponentType<unknown>, data: Question): Promise<Answer | undefined> {
    const opened = this.dialog.open<unknown, Question, Answer>(component, {
      data,
      width: '400px',
      maxWidth: '94vw',
      position: { top: 'min(14vh, 120px)' },
      autoFocus: 'input',
    });
    return firstValueFrom(opened.afterClosed());
  }
}
