import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import { durationText, localPath, type Attachment } from './media-view';
import { VoiceRoom } from './voice-room';
import { barsOf } from './wave-form';

const STEP_SECONDS = 5;

/** A recording: play, its wave form to seek in, its time, and how fast. */
@Component({
  selector: 'inbox-voice-player',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './voice-player.html',
  styleUrl: './voice-player.scss',
})
export class VoicePlayer {
  protected readonly room = inject(VoiceRoom);
  private readonly format = inject(InboxFormat);
  protected readonly words = inject(InboxWords);

  readonly attachment = input.required<Attachment>();
  readonly inbound = input(true);

  protected readonly path = computed(() => localPath(this.attachment().url));
  protected readonly bars = computed(() => barsOf(this.attachment().waveform));
  protected readonly current = computed(() => this.room.current() === this.path());
  protected readonly playing = computed(() => this.current() && this.room.playing());
  protected readonly failed = computed(() => this.current() && this.room.failed());
  protected readonly place = computed(() => this.room.placeOf(this.path()));
  protected readonly length = computed(
    () => this.room.lengthOf(this.path()) ?? this.attachment().durationSeconds ?? null,
  );
  protected readonly share = computed(() => Math.min(1, this.place() / (this.length() || Infinity)));
  /** While it has not begun its length, then where it is. */
  protected readonly time = computed(() => durationText(this.place() || this.length() || 0));
  protected readonly heard = computed(() => this.room.wasHeard(this.path()));
  protected readonly speed = computed(() =>
    new Intl.NumberFormat(this.format.lang(), { maximumFractionDigits: 1 }).format(this.room.speed()),
  );
  protected readonly spoken = computed(() =>
    this.words.t()('listen.place', { place: durationText(this.place()), length: durationText(this.length() ?? 0) }),
  );

  protected seekTo(event: MouseEvent): void {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.seek(((event.clientX - left) / width) * (this.length() ?? 0));
  }

  protected pressed(event: KeyboardEvent): void {
    const to: Record<string, number> = {
      ArrowRight: this.place() + STEP_SECONDS,
      ArrowUp: this.place() + STEP_SECONDS,
      ArrowLeft: this.place() - STEP_SECONDS,
      ArrowDown: this.place() - STEP_SECONDS,
      Home: 0,
      End: this.length() ?? 0,
    };
    const place = to[event.key];
    if (place === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.seek(place);
  }

  private seek(seconds: number): void {
    this.room.seek(this.path(), Math.min(Math.max(0, seconds), this.length() ?? 0));
  }
}
