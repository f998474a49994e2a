import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Attempt, GraphqlClient, SessionStore, type ChannelHoursFragment } from '@prosa/dashboard/data-access';
import { Field, FieldControl, Notice, problemKey, WeekEditor } from '@prosa/dashboard/ui';
import { fillVariables, type ReplyVariable } from '@prosa/shared/contracts';
import { UpdateChannelMutation } from '../channels.documents';
import { AWAY_VARIABLES, draftOf, inputOf, noticeOf, sameDraft, unknownIn, type HoursDraft } from './hours-draft';

/** When people answer on a number, and what it says by itself to who writes at other times. */
@Component({
  selector: 'prosa-channel-hours',
  imports: [Field, FieldControl, MatButton, Notice, TranslocoDirective, WeekEditor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './channel-hours.html',
  styleUrl: './channel-hours.scss',
})
export class ChannelHours {
  private readonly graphql = inject(GraphqlClient);
  private readonly session = inject(SessionStore);
  readonly channel = input.required<ChannelHoursFragment>();
  readonly disabled = input(false);

  private readonly kept = computed(() => draftOf(this.channel().businessHours), { equal: sameDraft });
  protected readonly draft = linkedSignal<HoursDraft>(() => this.kept());
  protected readonly changed = computed(() => !sameDraft(this.draft(), this.kept()));
  protected readonly notice = computed(() => noticeOf(this.draft()));
  protected readonly blocked = computed(() => this.notice() === 'times' || this.notice() === 'variable');
  protected readonly unknown = computed(() => unknownIn(this.draft().awayMessage));
  protected readonly zones = Intl.supportedValuesOf('timeZone');
  protected readonly workspaceZone = computed(() => this.session.viewer()?.tenant?.timeZone ?? '');
  protected readonly variables = AWAY_VARIABLES;
  protected readonly attempt = new Attempt();
  protected readonly saved = signal(false);
  protected readonly failed = computed(() => {
    const [problem, [error]] = [this.attempt.problem(), this.attempt.userErrors()];
    return problem ? problemKey(problem.code) : (error?.message ?? null);
  });

  /** As somebody called Ana gets it. */
  protected readonly preview = computed(() => {
    const { awayMessage } = this.draft();
    if (!/\{\{/.test(awayMessage)) return '';
    return fillVariables(awayMessage, {
      'contact.name': 'Ana Souza',
      'contact.firstName': 'Ana',
      'contact.phone': '+55 11 91234-5678',
      'tenant.name': this.session.viewer()?.tenant?.name ?? '',
      'channel.name': this.channel().displayName,
    }).trim();
  });

  protected change(more: Partial<HoursDraft>): void {
    this.saved.set(false);
    this.draft.update((draft) => ({ ...draft, ...more }));
  }

  protected insert(variable: ReplyVariable, field: HTMLTextAreaElement): void {
    field.setRangeText(`{{${variable}}}`, field.selectionStart, field.selectionEnd, 'end');
    this.change({ awayMessage: field.value });
    field.focus();
  }

  protected discard(): void {
    this.draft.set(this.kept());
    this.attempt.forget();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.changed() || this.blocked()) return;
    const input = { id: this.channel().id, businessHours: inputOf(this.draft()) };
    const done = await this.attempt.run(
      async () => (await this.graphql.mutate(UpdateChannelMutation, { input })).updateChannel.userErrors,
    );
    if (done) this.saved.set(true);
  }
}
