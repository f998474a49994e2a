import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Placeholder rows in the shape of what comes; still when the reader asked for less motion. */
@Component({
  selector: 'ui-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (row of list(); track row) {
      <div class="row" [class.with-avatar]="avatar()">
        @if (avatar()) {
          <span class="dot"></span>
        }
        <span class="lines">
          <span class="line" [style.width.%]="45 + ((row * 17) % 30)"></span>
          <span class="line faint" [style.width.%]="65 + ((row * 23) % 30)"></span>
        </span>
      </div>
    }
  `,
  host: { 'aria-hidden': 'true' },
  styleUrl: './skeleton.scss',
})
export class Skeleton {
  readonly rows = input(3);
  readonly avatar = input(false);
  protected readonly list = computed(() => Array.from({ length: this.rows() }, (_, index) => index));
}
