import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { InboxWords } from '../inbox-words';
import { LABEL_COLOURS, type LabelColour } from './label';

let made = 0;

/** The colours that a label can have, each with its name. */
@Component({
  selector: 'inbox-colour-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="visually-hidden">{{ words.t()('labels.colour') }}</legend>
      @for (colour of colours; track colour) {
        <label [title]="words.t()('labels.colours.' + colour)">
          <input
            type="radio"
            [name]="group"
            [checked]="colour === chosen()"
            [attr.aria-label]="words.t()('labels.colours.' + colour)"
            (change)="picked.emit(colour)"
          />
          <span [style.background]="'var(--app-label-' + colour.toLowerCase() + ')'"></span>
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 2px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    label {
      position: relative;
      display: grid;
      place-items: center;
      width: 28px;
      height: 28px;
      cursor: pointer;
    }
    input {
      position: absolute;
      inset: 0;
      margin: 0;
      opacity: 0;
      cursor: pointer;
    }
    span {
      width: 16px;
      height: 16px;
      border-radius: 50%;
    }
    input:checked + span {
      box-shadow:
        0 0 0 2px var(--mat-sys-surface),
        0 0 0 4px var(--mat-sys-on-surface);
    }
    input:focus-visible + span {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: 5px;
    }
    @media (pointer: coarse) {
      label {
        width: 44px;
        height: 44px;
      }
    }
  `,
})
export class ColourChoice {
  protected readonly words = inject(InboxWords);
  readonly chosen = input.required<LabelColour>();
  readonly picked = output<LabelColour>();
  protected readonly colours = LABEL_COLOURS;
  protected readonly group = `label-colour-${++made}`;
}
