import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { InboxWords } from '../inbox-words';
import type { Bubble } from './bubble';
import { MediaTile } from './media-tile';
import { placeholderIcon } from './message-kind';

const MOST_SHOWN = 4;

/** Pictures that were sent together, as a grid; the last tile tells how many more there are. */
@Component({
  selector: 'inbox-album-grid',
  imports: [MediaTile],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'group', '[attr.aria-label]': "words.t()('media.album', { count: pictures().length })" },
  template: `
    @for (picture of shown(); track picture.key; let last = $last) {
      <inbox-media-tile
        [message]="picture.message!"
        [sender]="picture.name"
        [icon]="iconOf(picture)"
        [more]="last ? more() : 0"
        [class.wide]="shown().length === 3 && $first"
      />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 3px;
      width: 300px;
      max-width: 100%;
      overflow: hidden;
      border-radius: 10px;
    }
    .wide {
      grid-column: span 2;
    }
  `,
})
export class AlbumGrid {
  protected readonly words = inject(InboxWords);
  readonly pictures = input.required<readonly Bubble[]>();
  protected readonly shown = computed(() => this.pictures().slice(0, MOST_SHOWN));
  protected readonly more = computed(() => this.pictures().length - this.shown().length);
  protected readonly iconOf = ({ message }: Bubble) => placeholderIcon(message?.kind ?? 'IMAGE') ?? 'image';
}
