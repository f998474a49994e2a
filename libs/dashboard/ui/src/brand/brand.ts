import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The mark: a speech bubble that is also a P. */
@Component({
  selector: 'ui-brand',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg [attr.width]="size()" [attr.height]="size()" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="var(--mat-sys-primary)" />
      <path
        d="M10 25V13.2a6.2 6.2 0 0 1 6.2-6.2h1.1a6.2 6.2 0 0 1 0 12.4H14"
        fill="none"
        stroke="var(--mat-sys-on-primary)"
        stroke-width="3"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="16.8" cy="13.2" r="1.7" fill="var(--mat-sys-on-primary)" />
    </svg>
    @if (word()) {
      <span>Prosa</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 10px;
    }
    svg {
      display: block;
      flex: none;
    }
    span {
      font-size: 18px;
      line-height: 24px;
      font-weight: 650;
      letter-spacing: -0.02em;
    }
  `,
})
export class Brand {
  readonly size = input(32);
  readonly word = input(false);
}
