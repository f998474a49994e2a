import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  GraphqlClient,
  problemOf,
  type ChannelDetailQuery,
  type ChannelHoursFragment,
} from '@prosa/dashboard/data-access';
import { Field, FieldControl, problemKey } from '@prosa/dashboard/ui';
import { UpdateChannelMutation } from '../channels.documents';

/** Whose a number's new conversations are. */
@Component({
  selector: 'prosa-channel-team',
  imports: [Field, FieldControl, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'channels.team'">
      <ui-field [label]="t('title')" [hint]="t(hint())" [error]="failed()">
        <select
          uiControl
          [disabled]="disabled() || busy() || !teams().length"
          (change)="choose($any($event.target).value)"
        >
          <option value="" [selected]="!chosen()">{{ t('nobody') }}</option>
          @for (team of teams(); track team.id) {
            <option [value]="team.id" [selected]="team.id === chosen()">{{ team.name }}</option>
          }
        </select>
      </ui-field>
    </ng-container>
  `,
})
export class ChannelTeam {
  private readonly graphql = inject(GraphqlClient);
  private readonly transloco = inject(TranslocoService);
  readonly channel = input.required<ChannelHoursFragment>();
  readonly teams = input.required<ChannelDetailQuery['teams']>();
  readonly disabled = input(false);

  protected readonly busy = signal(false);
  protected readonly failed = signal<string | null>(null);
  protected readonly chosen = computed(() => this.channel().team?.id ?? '');
  protected readonly hint = computed(() => {
    if (!this.teams().length) return 'none';
    const team = this.teams().find(({ id }) => id === this.chosen());
    return team?.assignment === 'ROUND_ROBIN' ? 'inTurns' : 'hint';
  });

  protected async choose(id: string): Promise<void> {
    this.busy.set(true);
    this.failed.set(null);
    try {
      const input = { id: this.channel().id, teamId: id || null };
      const { updateChannel } = await this.graphql.mutate(UpdateChannelMutation, { input });
      this.failed.set(updateChannel.userErrors[0]?.message ?? null);
    } catch (error) {
      this.failed.set(this.transloco.translate(problemKey(problemOf(error).code)));
    } finally {
      this.busy.set(false);
    }
  }
}
