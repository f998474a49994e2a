import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';

export interface ShownPhoto {
  readonly path: string;
  readonly alt: string;
}

/** One photo as large as the screen lets it. Esc, the button and the space around it close it; focus returns to where it came from. */
@Component({
  selector: 'inbox-photo-viewer',
  imports: [TranslocoDirective, Icon, MatDialogClose],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.media'">
      <div class="bar">
        <a [href]="photo.path" download [attr.aria-label]="t('saveFile')" [title]="t('saveFile')">
          <ui-icon name="arrowDown" />
        </a>
        <button type="button" mat-dialog-close cdkFocusInitial [attr.aria-label]="t('close')" [title]="t('close')">
          <ui-icon name="close" />
        </button>
      </div>
      <img [src]="photo.path" [alt]="photo.alt" />
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 4px;
      padding: 4px 8px 8px;
    }
    .bar {
      display: flex;
      gap: 4px;
      justify-self: end;
    }
    a,
    button {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      border: 0;
      border-radius: 8px;
      background: none;
      color: var(--mat-sys-on-surface);
      cursor: pointer;

      &:hover {
        background: color-mix(in oklab, var(--mat-sys-on-surface) 8%, transparent);
      }
      &:focus-visible {
        outline: 2px solid var(--mat-sys-primary);
        outline-offset: -2px;
      }
    }
    img {
      max-width: 100%;
      max-height: calc(92dvh - 64px);
      object-fit: contain;
      border-radius: 4px;
    }
  `,
})
export class PhotoViewer {
  protected readonly photo = inject<ShownPhoto>(MAT_DIALOG_DATA);
}
