import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import { durationText, localPath, type Attachment } from './media-view';
import { MediaWaiting } from './media-waiting';
import { VoiceRoom } from './voice-room';

/** A round video message: a press plays it where it is, another stops it. */
@Component({
  selector: 'inbox-video-note',
  imports: [Icon, MediaWaiting],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let t = words.t();
    @if (attachment().state === 'READY') {
      <button
        type="button"
        class="round"
        [attr.aria-label]="t(playing() ? 'media.pauseNote' : 'media.playNote', { duration: duration() ?? '' })"
        (click)="toggle()"
      >
        <video
          #video
          playsinline
          preload="metadata"
          [src]="path()"
          [attr.poster]="poster()"
          (play)="playing.set(true)"
          (pause)="playing.set(false)"
          (ended)="playing.set(false)"
        ></video>
        @if (!playing()) {
          <span class="play"><ui-icon name="play" [size]="24" /></span>
        }
      </button>
    } @else {
      <div class="round">
        <inbox-media-waiting [attachment]="attachment()" icon="video" [extent]="duration()" />
      </div>
    }
  `,
  styles: `
    .round {
      container: tile / inline-size;
      position: relative;
      display: grid;
      place-items: center;
      width: 200px;
      height: 200px;
      padding: 0;
      overflow: hidden;
      border: 0;
      border-radius: 50%;
      background: color-mix(in oklab, var(--mat-sys-on-surface) 8%, var(--mat-sys-surface));
      color: inherit;
    }
    button.round {
      cursor: pointer;
      &:focus-visible {
        outline: 2px solid var(--mat-sys-primary);
        outline-offset: 2px;
      }
    }
    video {
      position: absolute;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    .play {
      position: relative;
      display: grid;
      place-items: center;
      width: 48px;
      height: 48px;
      border-radius: 50%;
      background: color-mix(in oklab, #000 60%, transparent);
      color: #fff;
    }
  `,
})
export class VideoNote {
  private readonly room = inject(VoiceRoom);
  protected readonly words = inject(InboxWords);
  private readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');

  readonly attachment = input.required<Attachment>();
  readonly sender = input<string | null>(null);

  protected readonly playing = signal(false);
  protected readonly path = computed(() => localPath(this.attachment().url));
  protected readonly poster = computed(() => {
    const { thumbnailUrl } = this.attachment();
    return thumbnailUrl ? localPath(thumbnailUrl) : null;
  });
  protected readonly duration = computed(() => {
    const { durationSeconds } = this.attachment();
    return durationSeconds == null ? null : durationText(durationSeconds);
  });

  protected toggle(): void {
    const video = this.video()?.nativeElement;
    if (!video) return;
    if (!video.paused) return video.pause();
    this.room.pause();
    void video.play().catch(() => undefined);
  }
}
