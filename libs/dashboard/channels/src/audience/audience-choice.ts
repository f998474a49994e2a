import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AgentAudience, ChannelPartsFragment } from '@prosa/dashboard/data-access';
import { GraphqlClient, problemOf } from '@prosa/dashboard/data-access';
import { Field, FieldControl, formatPhone, problemKey } from '@prosa/dashboard/ui';
import { UpdateChannelMutation } from '../channels.documents';
import { readNumbers } from './read-numbers';

const AUDIENCES: readonly AgentAudience[] = ['NEW_CONTACTS', 'TEST_NUMBERS', 'EVERYONE'];

/** Whom the agent answers on this number, so that it never answers the owner's mother. Saved as it is chosen. */
@Component({
  selector: 'prosa-audience-choice',
  imports: [Field, FieldControl, MatButton, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './audience-choice.html',
  styleUrl: './audience-choice.scss',
})
export class AudienceChoice {
  private readonly graphql = inject(GraphqlClient);
  readonly channel = input.required<Pick<ChannelPartsFragment, 'id' | 'audience' | 'testNumbers'>>();
  readonly disabled = input(false);
  protected readonly audiences = AUDIENCES;
  /** What was pressed, until the server has it. */
  protected readonly chosen = signal<AgentAudience | undefined>(undefined);
  protected readonly current = computed(() => this.chosen() ?? this.channel().audience);
  protected readonly numbers = signal('');
  protected readonly wrong = signal<readonly string[]>([]);
  protected readonly saved = signal(false);
  protected readonly failed = signal<string | null>(null);
  protected readonly numbersChanged = computed(
    () => readNumbers(this.numbers()).numbers.join() !== this.channel().testNumbers.join() || this.wrong().length > 0,
  );

  constructor() {
    effect(() => {
      const numbers = this.channel().testNumbers;
      untracked(() => {
        if (!this.numbers().trim()) this.numbers.set(numbers.map(formatPhone).join('\n'));
      });
    });
  }

  protected async choose(audience: AgentAudience): Promise<void> {
    this.chosen.set(audience);
    await this.save({ audience });
  }

  protected async saveNumbers(): Promise<void> {
    const { numbers, wrong } = readNumbers(this.numbers());
    this.saved.set(false);
    this.wrong.set(wrong);
    if (wrong.length === 0) await this.save({ audience: 'TEST_NUMBERS', testNumbers: numbers });
  }

  private async save(change: { audience: AgentAudience; testNumbers?: string[] }): Promise<void> {
    this.saved.set(false);
    this.failed.set(null);
    try {
      const { updateChannel } = await this.graphql.mutate(UpdateChannelMutation, {
        input: { id: this.channel().id, ...change },
      });
      const error = updateChannel.userErrors[0];
      if (error) this.failed.set(error.message);
      else this.saved.set(true);
    } catch (error) {
      this.failed.set(problemKey(problemOf(error).code));
    } finally {
      this.chosen.set(undefined);
    }
  }
}
