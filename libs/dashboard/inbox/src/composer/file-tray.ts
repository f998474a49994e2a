import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon, Preferences } from '@prosa/dashboard/ui';
import { LONGEST_CAPTION } from '../live/outbox-content';
import { sizeText } from '../thread/media-view';
import { type ChosenFile, ChosenFiles } from './chosen-files';
import { mayCaption } from './parts';

/** What is about to be sent: each file with what it looks like, its caption, and a way out. */
@Component({
  selector: 'inbox-file-tray',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.attach'">
      <ul class="tray" [attr.aria-label]="t('tray')">
        @for (file of chosen.files(); track file.id) {
          <li>
            <span class="picture">
              @switch (file.shape) {
                @case ('photo') {
                  <img [src]="file.url" alt="" />
                }
                @case ('video') {
                  <video [src]="file.url" muted playsinline preload="metadata"></video>
                }
                @case ('audio') {
                  <ui-icon name="audio" [size]="22" />
                }
                @default {
                  <ui-icon name="document" [size]="22" />
                }
              }
            </span>
            <span class="about">
              <span class="name">{{ file.name }}</span>
              @if (hasCaption(file)) {
                <input
                  type="text"
                  autocomplete="off"
                  [maxLength]="longest"
                  [value]="file.caption"
                  [placeholder]="t('caption')"
                  [attr.aria-label]="t('captionOf', { name: file.name })"
                  (input)="chosen.caption(file.id, $any($event.target).value)"
                />
              } @else {
                <span class="size">{{ size(file) }}</span>
              }
            </span>
            <button
              type="button"
              [attr.aria-label]="t('remove', { name: file.name })"
              [title]="t('remove', { name: file.name })"
              (click)="chosen.remove(file.id)"
            >
              <ui-icon name="close" [size]="18" />
            </button>
          </li>
        }
      </ul>
    </ng-container>
  `,
  styleUrl: './file-tray.scss',
})
export class FileTray {
  protected readonly chosen = inject(ChosenFiles);
  protected readonly longest = LONGEST_CAPTION;

  private readonly language = inject(Preferences).language;

  protected readonly size = ({ content }: ChosenFile): string => sizeText(content.size, this.language());

  /** With one file, the composer's own field is its caption. */
  protected hasCaption(file: ChosenFile): boolean {
    return this.chosen.files().length > 1 && mayCaption(file);
  }
}
