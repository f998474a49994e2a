import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  Attempt,
  GraphqlClient,
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
          [disabled]="disabled() || attempt.busy() || !teams().length"
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

  protected readonly attempt = new Attempt();
  protected readonly failed = computed(() => {
    const [problem, [error]] = [this.attempt.problem(), this.attempt.userErrors()];
    return problem ? this.transloco.translate<string>(problemKey(problem.code)) : (error?.message ?? null);
  });
  protected readonly chosen = computed(() => this.channel().team?.id ?? '');
  protected readonly hint = computed(() => {
    if (!this.teams().length) return 'none';
    const team = this.teams().find(({ id }) => id === this.chosen());
    return team?.assignment === 'ROUND_ROBIN' ? 'inTurns' : 'hint';
  });

  protected async choose(id: string): Promise<void> {
    const input = { id: this.channel().id, teamId: id || null };
    await this.attempt.run(
      async () => (await this.graphql.mutate(UpdateChannelMutation, { input })).updateChannel.userErrors,
    );
  }
}
