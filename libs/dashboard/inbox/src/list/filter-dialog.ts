import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { PickOption } from '../sharing/pick-option';
import { Picker } from '../sharing/picker';
import type { ListSelection } from './inbox-view';
import { choiceOf, ListFilters } from './list-filters';

/** What to narrow the list to. Closes with what changes. */
@Component({
  selector: 'inbox-filter-dialog',
  imports: [MatDialogContent, MatDialogTitle, Picker, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.list'">
      <h2 mat-dialog-title>{{ t('filter') }}</h2>
      <mat-dialog-content>
        <inbox-picker
          [label]="t('filterSearch')"
          [options]="options()"
          [empty]="t('filterNone')"
          (picked)="pick($event)"
        />
      </mat-dialog-content>
    </ng-container>
  `,
  styles: `
    mat-dialog-content {
      padding-top: 4px !important;
    }
  `,
})
export class FilterDialog {
  private readonly dialog = inject<MatDialogRef<FilterDialog, Partial<ListSelection>>>(MatDialogRef);
  private readonly selection = inject<ListSelection>(MAT_DIALOG_DATA);
  private readonly filters = inject(ListFilters);
  protected readonly options = computed(() => this.filters.options(this.selection));

  protected pick(option: PickOption): void {
    this.dialog.close(choiceOf(option));
  }
}
