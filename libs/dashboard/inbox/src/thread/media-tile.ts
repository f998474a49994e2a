import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Icon, type IconName } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';
import { durationText, localPath } from './media-view';
import { MediaWaiting } from './media-waiting';
import { ThreadMedia } from './thread-media';

/** One picture or video, whose size is known before its file is here. A press opens it large. */
@Component({
  selector: 'inbox-media-tile',
  imports: [Icon, MediaWaiting],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (message().attachment; as file) {
      @if (file.state === 'READY') {
        <button type="button" class="frame" [attr.aria-label]="label()" (click)="open()">
          @if (thumbnail(); as small) {
            <img [class.blur]="!video()" [src]="small" alt="" loading="lazy" />
          }
          @if (!video()) {
            <img [src]="path()" [alt]="alt()" loading="lazy" decoding="async" />
          } @else {
            <span class="play"><ui-icon name="play" [size]="24" /></span>
            @if (duration(); as long) {
              <span class="long"><ui-icon name="video" [size]="14" />{{ long }}</span>
            }
          }
          @if (more()) {
            <span class="more">+{{ more() }}</span>
          }
        </button>
      } @else {
        <div class="frame">
          @if (thumbnail(); as small) {
            <img class="blur" [src]="small" alt="" />
          }
          <inbox-media-waiting [attachment]="file" [icon]="icon()" [extent]="duration()" />
          @if (more()) {
            <span class="more beside">+{{ more() }}</span>
          }
        </div>
      }
    }
  `,
  styleUrl: './media-tile.scss',
})
export class MediaTile {
  private readonly media = inject(ThreadMedia, { optional: true });
  protected readonly words = inject(InboxWords);

  readonly message = input.required<Message>();
  /** Null: us. */
  readonly sender = input<string | null>(null);
  readonly icon = input<IconName>('image');
  /** So many more, that are not shown. */
  readonly more = input(0);

  protected readonly video = computed(() => this.message().kind === 'VIDEO');
  protected readonly path = computed(() => localPath(this.message().attachment?.url ?? ''));
  protected readonly thumbnail = computed(() => {
    const url = this.message().attachment?.thumbnailUrl;
    return url ? localPath(url) : null;
  });
  protected readonly duration = computed(() => {
    const seconds = this.message().attachment?.durationSeconds;
    return seconds == null ? null : durationText(seconds);
  });
  protected readonly alt = computed(() => {
    const t = this.words.t();
    const what = this.video() ? 'video' : 'photo';
    return this.sender() ? t(`media.${what}`, { name: this.sender() }) : t(`media.${what}Own`);
  });

  /** With all that stands on it. */
  protected readonly label = computed(() => {
    const name = this.words.t()('media.openPhoto', { name: this.alt() });
    return [name, this.video() && this.duration(), this.more() && `+${this.more()}`].filter(Boolean).join(', ');
  });

  protected open(): void {
    this.media?.open(this.message().id);
  }
}
