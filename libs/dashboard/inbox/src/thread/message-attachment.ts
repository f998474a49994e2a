import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';
import { MediaTile } from './media-tile';
import { durationText, fileType, localPath, shapeOf, sizeText, type Attachment } from './media-view';
import { MediaWaiting } from './media-waiting';
import { placeholderIcon } from './message-kind';
import { VideoNote } from './video-note';
import { VoicePlayer } from './voice-player';

/** The file of a message. Its place has the same size whether the file is here, on its way or could not be had. */
@Component({
  selector: 'inbox-message-attachment',
  imports: [Icon, MediaTile, MediaWaiting, VideoNote, VoicePlayer],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-attachment.html',
  styleUrl: './message-attachment.scss',
})
export class MessageAttachment {
  private readonly format = inject(InboxFormat);
  protected readonly words = inject(InboxWords);

  readonly attachment = input.required<Attachment>();
  readonly message = input.required<Message>();
  /** Null: us. */
  readonly sender = input<string | null>(null);

  protected readonly kind = computed(() => this.message().kind);
  protected readonly shape = computed(() => shapeOf(this.kind(), this.attachment()));
  protected readonly ready = computed(() => this.attachment().state === 'READY');
  protected readonly path = computed(() => localPath(this.attachment().url));
  protected readonly icon = computed(() => placeholderIcon(this.kind()) ?? 'document');
  protected readonly duration = computed(() => {
    const { durationSeconds } = this.attachment();
    return durationSeconds == null ? null : durationText(durationSeconds);
  });
  protected readonly type = computed(() => fileType(this.attachment()));
  protected readonly details = computed(() => {
    const { size } = this.attachment();
    const parts = [this.type().word, size == null ? null : sizeText(size, this.format.lang())];
    return parts.filter(Boolean).join(' · ');
  });
}
