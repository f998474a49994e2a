import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { avatarTone, initialsOf } from './initials';

/** A picture when there is one, else initials on one of eight fixed colours: the same name always has the same colour. */
@Component({
  selector: 'ui-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (picture()) {
      <img [src]="picture()" alt="" (error)="broken.set(url())" />
    }
  `,
  host: {
    'aria-hidden': 'true',
    '[style.--avatar-size.px]': 'size()',
    '[attr.data-tone]': 'tone()',
    // As a picture of letters: no part of the name of the button or link around it.
    '[attr.data-initials]': 'picture() ? null : initials()',
    '[class.square]': 'square()',
  },
  styleUrl: './avatar.scss',
})
export class Avatar {
  readonly name = input.required<string>();
  readonly url = input<string | null>();
  readonly size = input(36);
  /** Workspaces and agents are square, people are round. */
  readonly square = input(false);
  protected readonly broken = signal<string | null | undefined>(undefined);
  protected readonly picture = computed(() => (this.url() && this.url() !== this.broken() ? this.url() : null));
  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly tone = computed(() => avatarTone(this.name()));
}
