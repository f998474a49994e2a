import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field, FieldControl, Icon } from '@prosa/dashboard/ui';
import { type Coordinates, isShortLink, parsePlace } from './parse-place';
import type { Part } from './parts';

const ASK_WITHIN_MS = 15_000;

/** A place to send: where this device is, or what was copied from a map. */
@Component({
  selector: 'inbox-place-dialog',
  imports: [
    Field,
    FieldControl,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.place'">
      <h2 mat-dialog-title>{{ t('title') }}</h2>
      <form (submit)="$event.preventDefault(); send()">
        <mat-dialog-content>
          <button matButton="outlined" type="button" [disabled]="asking()" (click)="locate()">
            <ui-icon name="location" [size]="18" /> {{ t(asking() ? 'asking' : 'here') }}
          </button>
          <ui-field [label]="t('paste')" [hint]="t('pasteHint')" [error]="wrong() ? t(wrong()!) : null">
            <input
              uiControl
              name="place"
              autocomplete="off"
              inputmode="url"
              [value]="pasted()"
              (input)="paste($any($event.target).value)"
            />
          </ui-field>
          @if (found(); as place) {
            <p class="found" role="status">
              <ui-icon name="check" [size]="16" /> {{ t('found') }} {{ place.latitude }}, {{ place.longitude }}
            </p>
          }
          <ui-field [label]="t('name')" [optional]="t('optional')">
            <input uiControl name="name" autocomplete="off" maxlength="250" #name />
          </ui-field>
          <ui-field [label]="t('address')" [optional]="t('optional')">
            <input uiControl name="address" autocomplete="off" maxlength="250" #address />
          </ui-field>
        </mat-dialog-content>
        <mat-dialog-actions align="end">
          <button matButton type="button" mat-dialog-close>{{ t('cancel') }}</button>
          <button matButton="filled" type="submit" [disabled]="!found()" (click)="about = [name.value, address.value]">
            {{ t('send') }}
          </button>
        </mat-dialog-actions>
      </form>
    </ng-container>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 16px;
    }
    ui-icon {
      vertical-align: -3px;
    }
    .found {
      margin: 0;
      color: var(--mat-sys-on-surface-variant);
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class PlaceDialog {
  private readonly dialog = inject<MatDialogRef<PlaceDialog, Part>>(MatDialogRef);
  protected readonly pasted = signal('');
  protected readonly asking = signal(false);
  private readonly here = signal<Coordinates | null>(null);
  private readonly refused = signal(false);
  protected readonly found = computed(() => parsePlace(this.pasted()) ?? this.here());
  protected readonly wrong = computed(() => {
    if (this.pasted().trim() && !parsePlace(this.pasted())) return isShortLink(this.pasted()) ? 'short' : 'notFound';
    return this.refused() ? 'refused' : null;
  });
  protected about: [name: string, address: string] = ['', ''];

  protected paste(text: string): void {
    this.pasted.set(text);
    this.refused.set(false);
  }

  protected locate(): void {
    if (!navigator.geolocation) return this.refused.set(true);
    this.asking.set(true);
    this.pasted.set('');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        this.here.set({ latitude: rounded(latitude), longitude: rounded(longitude) });
        this.asking.set(false);
      },
      () => {
        this.refused.set(true);
        this.asking.set(false);
      },
      { enableHighAccuracy: true, timeout: ASK_WITHIN_MS },
    );
  }

  protected send(): void {
    const place = this.found();
    if (!place) return;
    const [name, address] = this.about.map((text) => text.trim() || null) as [string | null, string | null];
    this.dialog.close({ text: '', content: { type: 'place', ...place, name, address } });
  }
}

/** A tenth of a metre: what is behind that is noise. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
