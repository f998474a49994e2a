import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly detail?: string;
}

/** Several of a list: teams of a member, members of a team. */
@Component({
  selector: 'settings-checks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      <div class="list" [class.long]="choices().length > 6">
        @for (choice of choices(); track choice.id) {
          <label>
            <input type="checkbox" [checked]="has().has(choice.id)" (change)="turn(choice.id)" />
            <span>{{ choice.name }}</span>
            @if (choice.detail) {
              <span class="meta">{{ choice.detail }}</span>
            }
          </label>
        } @empty {
          <p class="meta">{{ empty() }}</p>
        }
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 6px;
      padding: 0;
      font-size: 13px;
      line-height: 18px;
      font-weight: 550;
    }
    .list.long {
      max-height: 240px;
      overflow: auto;
      padding: 4px 10px;
      border: 1px solid var(--app-line);
      border-radius: var(--app-radius-control);
    }
    label {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 32px;
      cursor: pointer;
      > span:first-of-type {
        min-width: 0;
        overflow-wrap: anywhere;
      }
    }
    .meta {
      margin-left: auto;
    }
    input {
      flex: none;
      width: 18px;
      height: 18px;
      margin: 0;
      accent-color: var(--mat-sys-primary);
    }
    @media (pointer: coarse) {
      label {
        min-height: 44px;
      }
    }
  `,
})
export class Checks {
  readonly label = input.required<string>();
  readonly empty = input('');
  readonly choices = input.required<readonly Choice[]>();
  readonly chosen = model.required<readonly string[]>();
  protected readonly has = computed(() => new Set(this.chosen()));

  protected turn(id: string): void {
    const without = this.chosen().filter((one) => one !== id);
    this.chosen.set(without.length === this.chosen().length ? [...without, id] : without);
  }
}
