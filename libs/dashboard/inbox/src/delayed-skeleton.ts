import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The shape of what is coming, shown only once waiting is felt (150 ms, by CSS: no timer, nothing to clean up). */
@Component({
  selector: 'inbox-delayed-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', '[attr.aria-label]': 'label()', '[class]': 'shape()' },
  template: `
    @for (width of widths; track $index) {
      <div class="unit" [class.own]="$index % 3 === 2">
        @if (shape() === 'rows') {
          <i class="dot"></i>
        }
        <span><i [style.width.%]="width"></i><i [style.width.%]="width - 22"></i></span>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
      opacity: 0;
      animation: appear 120ms ease-out 150ms forwards;
    }
    :host(.bubbles) {
      align-content: end;
      gap: 16px;
      padding: 24px 16px;
      max-width: 720px;
      margin: 0 auto;
      width: 100%;
      height: 100%;
      box-sizing: border-box;
    }
    .unit {
      display: flex;
      gap: 12px;
      align-items: center;
      height: 80px;
      padding: 0 16px;
      box-sizing: border-box;
    }
    :host(.bubbles) .unit {
      width: 55%;
      height: 60px;
      border-radius: 10px;
      background: var(--mat-sys-surface-container-low);
    }
    :host(.bubbles) .own {
      justify-self: end;
    }
    span {
      display: grid;
      gap: 8px;
      flex: 1;
    }
    i {
      display: block;
      height: 10px;
      border-radius: 5px;
      background: var(--mat-sys-surface-container-high);
    }
    .dot {
      width: 40px;
      height: 40px;
      border-radius: 50%;
    }
    @keyframes appear {
      to {
        opacity: 1;
      }
    }
  `,
})
export class DelayedSkeleton {
  readonly shape = input.required<'rows' | 'bubbles'>();
  readonly label = input.required<string>();
  protected readonly widths = [72, 56, 84, 64, 78, 50];
}
