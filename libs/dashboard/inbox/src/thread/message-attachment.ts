import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import type { Message } from '../inbox.model';
import { placeholderIcon } from './message-kind';
import { durationText, localPath, shapeOf, sizeText, type Attachment } from './media-view';
import { PhotoViewer, type ShownPhoto } from './photo-viewer';

/** The file of a message. Its place has the same size whether the file is here, on its way or could not be had. */
@Component({
  selector: 'inbox-message-attachment',
  imports: [NgTemplateOutlet, TranslocoDirective, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-attachment.html',
  styleUrl: './message-attachment.scss',
})
export class MessageAttachment {
  private readonly dialog = inject(MatDialog);
  private readonly format = inject(InboxFormat);

  readonly attachment = input.required<Attachment>();
  readonly kind = input.required<Message['kind']>();
  /** Null: us. */
  readonly sender = input<string | null>(null);

  protected readonly shape = computed(() => shapeOf(this.kind(), this.attachment()));
  protected readonly ready = computed(() => this.attachment().state === 'READY');
  protected readonly path = computed(() => localPath(this.attachment().url));
  protected readonly thumbnail = computed(() => {
    const { thumbnailUrl } = this.attachment();
    return thumbnailUrl ? localPath(thumbnailUrl) : null;
  });
  protected readonly icon = computed(() => placeholderIcon(this.kind()) ?? 'document');
  protected readonly duration = computed(() => {
    const { durationSeconds } = this.attachment();
    return durationSeconds === null || durationSeconds === undefined ? null : durationText(durationSeconds);
  });
  protected readonly size = computed(() => {
    const { size } = this.attachment();
    return size === null || size === undefined ? null : sizeText(size, this.format.lang());
  });
  /** A press asks once; the live event tells that the file is on its way. */
  protected readonly asking = signal(false);
  /** Too large, or its number is gone: asking again is of no use. */
  protected readonly unavailable = signal(false);

  protected async fetchAnew(): Promise<void> {
    this.asking.set(true);
    const answer = await fetch(this.path(), { headers: { range: 'bytes=0-0' } }).catch(() => null);
    this.unavailable.set(answer?.status === 404);
    this.asking.set(false);
  }

  protected open(alt: string): void {
    this.dialog.open<PhotoViewer, ShownPhoto>(PhotoViewer, {
      data: { path: this.path(), alt },
      ariaLabel: alt,
      maxWidth: '96vw',
      maxHeight: '96dvh',
    });
  }
}
