import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import {
  type MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Confirm, Icon } from '@prosa/dashboard/ui';
import { ColourChoice } from './colour-choice';
import { type Label, type LabelColour, labelName } from './label';
import { Labels } from './labels';

const KNOWN = new Set(['TAKEN', 'TOO_LONG', 'TOO_MANY']);

/** Every label of the workspace: renamed, given another colour, taken away. Each change is kept at once. */
@Component({
  selector: 'inbox-label-manager',
  imports: [
    ColourChoice,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatIconButton,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './label-manager.html',
  styleUrl: './label-manager.scss',
})
export class LabelManager {
  protected readonly labels = inject(Labels);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);

  /** The label whose colours are shown. */
  protected readonly opened = signal<string | null>(null);
  protected readonly problem = signal<{ readonly id: string; readonly code: string } | null>(null);

  static open(dialog: MatDialog): void {
    dialog.open(LabelManager, { width: '460px', maxWidth: '94vw', autoFocus: 'first-heading' });
  }

  protected async rename(label: Label, field: HTMLInputElement): Promise<void> {
    const name = labelName(field.value);
    if (!name || name === label.name) {
      field.value = label.name;
      return;
    }
    await this.save(label, { name });
    if (this.problem()?.id === label.id) field.value = label.name;
  }

  protected async paint(label: Label, colour: LabelColour): Promise<void> {
    await this.save(label, { colour });
  }

  protected async add(field: HTMLInputElement): Promise<void> {
    const name = labelName(field.value);
    if (!name) return;
    const { problem } = await this.labels.save({ name });
    this.note('', problem);
    if (!problem) field.value = '';
  }

  protected async remove(label: Label): Promise<void> {
    const words = (key: string) => this.transloco.translate<string>(`inbox.labels.${key}`, { name: label.name });
    const sure = await this.confirm.ask({
      title: words('deleteTitle'),
      text: words('deleteText'),
      confirm: words('deleteConfirm'),
      danger: true,
    });
    if (sure) this.note(label.id, await this.labels.remove(label));
  }

  private async save(label: Label, change: { name?: string; colour?: LabelColour }): Promise<void> {
    const { problem } = await this.labels.save({ id: label.id, ...change });
    this.note(label.id, problem);
  }

  private note(id: string, code: string | null): void {
    this.problem.set(code ? { id, code: KNOWN.has(code) ? code : 'OTHER' } : null);
  }
}
