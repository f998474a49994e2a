import { computed, inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { InboxWords } from '../inbox-words';
import { localPath, shapeOf } from './media-view';
import { MediaViewer, type Viewed, type ViewerData } from './media-viewer';
import { TimelineFeed } from './timeline-feed';

/** The pictures and videos of the conversation, to look at one after the other. */
@Injectable()
export class ThreadMedia {
  private readonly dialog = inject(MatDialog);
  private readonly feed = inject(TimelineFeed);
  private readonly words = inject(InboxWords);

  /** Of what is at hand, the oldest first. */
  private readonly items = computed<readonly Viewed[]>(() => {
    const t = this.words.t();
    return this.feed
      .messages()
      .flatMap((message): Viewed[] => {
        const { id, kind, attachment, author, text, sentAt } = message;
        if (!attachment || attachment.state !== 'READY' || (kind !== 'IMAGE' && kind !== 'VIDEO')) return [];
        if (shapeOf(kind, attachment) === 'document') return [];
        const name = author.__typename === 'Contact' ? author.name : null;
        const what = kind === 'VIDEO' ? 'video' : 'photo';
        const alt = name ? t(`media.${what}`, { name }) : t(`media.${what}Own`);
        return [{ id, video: kind === 'VIDEO', path: localPath(attachment.url), alt, caption: text ?? null, sentAt }];
      })
      .reverse();
  });

  open(messageId: string): void {
    const data: ViewerData = { items: this.items, start: messageId, older: () => this.feed.loadOlder() };
    this.dialog.open<MediaViewer, ViewerData>(MediaViewer, {
      data,
      ariaLabel: this.words.t()('media.viewer'),
      width: '100vw',
      maxWidth: '100vw',
      height: '100dvh',
      maxHeight: '100dvh',
      panelClass: 'ui-full-bleed',
    });
  }
}
