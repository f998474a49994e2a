import { ChangeDetectionStrategy, Component, inject, input, output, viewChild } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';
import { ContactDialog } from './contact-dialog';
import { PlaceDialog } from './place-dialog';
import type { Part } from './parts';

/** Everything that can be sent beside words. Files go to the tray first; a place or contacts go at once from their dialog. */
@Component({
  selector: 'inbox-attach-menu',
  imports: [Icon, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.attach'">
      <button
        type="button"
        class="open"
        [disabled]="disabled()"
        [matMenuTriggerFor]="menu"
        [attr.aria-label]="t('open')"
        [title]="t('open')"
      >
        <ui-icon name="attachment" />
      </button>
      <mat-menu #menu="matMenu" yPosition="above">
        <ng-template matMenuContent>
          <button mat-menu-item type="button" (click)="photos.click()">
            <ui-icon name="image" [size]="18" class="item-icon" />{{ t('photo') }}
          </button>
          <button mat-menu-item type="button" (click)="documents.click()">
            <ui-icon name="document" [size]="18" class="item-icon" />{{ t('document') }}
          </button>
          <button mat-menu-item type="button" (click)="recordingAsked.emit()">
            <ui-icon name="audio" [size]="18" class="item-icon" />{{ t('voice') }}
          </button>
          <button mat-menu-item type="button" (click)="place()">
            <ui-icon name="location" [size]="18" class="item-icon" />{{ t('place') }}
          </button>
          <button mat-menu-item type="button" (click)="contacts()">
            <ui-icon name="contactCard" [size]="18" class="item-icon" />{{ t('contact') }}
          </button>
        </ng-template>
      </mat-menu>
      <input
        #photos
        hidden
        multiple
        type="file"
        tabindex="-1"
        data-files="photos"
        accept="image/*,video/*"
        [attr.aria-label]="t('photo')"
        (change)="take(photos)"
      />
      <input
        #documents
        hidden
        multiple
        type="file"
        tabindex="-1"
        data-files="documents"
        [attr.aria-label]="t('document')"
        (change)="take(documents)"
      />
    </ng-container>
  `,
  styleUrl: './attach-menu.scss',
})
export class AttachMenu {
  private readonly dialog = inject(MatDialog);
  private readonly transloco = inject(TranslocoService);
  private readonly trigger = viewChild(MatMenuTrigger, { read: MatMenuTrigger });
  readonly disabled = input(false);
  readonly chosen = output<readonly File[]>();
  readonly sent = output<Part>();
  readonly recordingAsked = output<void>();

  open(): void {
    this.trigger()?.openMenu();
  }

  protected take(field: HTMLInputElement): void {
    const files = [...(field.files ?? [])];
    field.value = ''; // the same file can be chosen again
    if (files.length > 0) this.chosen.emit(files);
  }

  protected place(): void {
    this.ask(PlaceDialog, 'place');
  }

  protected contacts(): void {
    this.ask(ContactDialog, 'contact');
  }

  private ask(dialog: typeof PlaceDialog | typeof ContactDialog, title: string): void {
    this.dialog
      .open<unknown, unknown, Part>(dialog, {
        width: '440px',
        maxWidth: '94vw',
        ariaLabel: this.transloco.translate(`inbox.attach.${title}`),
      })
      .afterClosed()
      .subscribe((part) => part && this.sent.emit(part));
  }
}
