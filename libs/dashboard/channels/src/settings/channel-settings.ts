import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ChannelSettingsFragment, UpdateChannelInput } from '@prosa/dashboard/data-access';
import { GraphqlClient, problemOf } from '@prosa/dashboard/data-access';
import { Field, FieldControl, problemKey } from '@prosa/dashboard/ui';
import { UpdateChannelMutation } from '../channels.documents';

type Change = Omit<UpdateChannelInput, 'id'>;
type Switch = 'groups' | 'readReceipts' | 'typing';
const LONGEST_PAUSE = 60;

/** What a number is called and how it behaves. Switches are saved as they are turned, fields with their button. */
@Component({
  selector: 'prosa-channel-settings',
  imports: [Field, FieldControl, MatButton, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './channel-settings.html',
  styleUrl: './channel-settings.scss',
})
export class ChannelSettings {
  private readonly graphql = inject(GraphqlClient);
  readonly channel = input.required<ChannelSettingsFragment>();
  readonly disabled = input(false);

  protected readonly name = linkedSignal(() => this.channel().displayName);
  protected readonly nameChanged = computed(() => this.name().trim() !== this.channel().displayName);
  protected readonly min = linkedSignal(() => String(this.channel().pacing.minSeconds));
  protected readonly max = linkedSignal(() => String(this.channel().pacing.maxSeconds));
  protected readonly pacingChanged = computed(() => {
    const { minSeconds, maxSeconds } = this.channel().pacing;
    return this.min() !== String(minSeconds) || this.max() !== String(maxSeconds);
  });
  protected readonly pacingError = signal(false);
  /** What was turned, until the server has it. */
  private readonly turned = signal<Partial<Record<Switch, boolean | undefined>>>({});
  protected readonly switches = computed(() => {
    const { groups, readReceipts, pacing } = this.channel();
    const kept = { groups, readReceipts, typing: pacing.typing };
    return (['readReceipts', 'typing', 'groups'] as const).map((key) => ({ key, on: this.turned()[key] ?? kept[key] }));
  });
  protected readonly saved = signal(false);
  protected readonly failed = signal<string | null>(null);

  protected async rename(event: Event): Promise<void> {
    event.preventDefault();
    if (this.nameChanged() && this.name().trim()) await this.save({ displayName: this.name().trim() });
  }

  protected async turn(key: Switch, on: boolean): Promise<void> {
    this.turned.update((turned) => ({ ...turned, [key]: on }));
    await this.save(key === 'typing' ? { pacing: { typing: on } } : { [key]: on });
    this.turned.update((turned) => ({ ...turned, [key]: undefined }));
  }

  protected async pace(event: Event): Promise<void> {
    event.preventDefault();
    const [minSeconds, maxSeconds] = [Number(this.min()), Number(this.max())];
    const isPause = (seconds: number) => Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_PAUSE;
    this.pacingError.set(!isPause(minSeconds) || !isPause(maxSeconds) || minSeconds > maxSeconds);
    if (!this.pacingError()) await this.save({ pacing: { minSeconds, maxSeconds } });
  }

  private async save(change: Change): Promise<void> {
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
    }
  }
}
