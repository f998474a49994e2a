import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionStore } from '@prosa/dashboard/data-access';
import { Icon } from '@prosa/dashboard/ui';
import { PLACES } from './places';

/** The places of the settings beside the one that is open; on a phone above it. */
@Component({
  selector: 'settings-frame',
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t">
      <nav [attr.aria-label]="t('settings.title')">
        @for (place of places(); track place.path) {
          <a
            #link
            [routerLink]="'/settings/' + place.path"
            routerLinkActive="here"
            ariaCurrentWhenActive="page"
            (isActiveChange)="$event && link.scrollIntoView({ block: 'nearest', inline: 'center' })"
          >
            <ui-icon [name]="place.icon" [size]="18" />{{ t('settings.places.' + place.path) }}
          </a>
        }
      </nav>
      <div class="place"><router-outlet /></div>
    </ng-container>
  `,
  styleUrl: './settings-frame.scss',
})
export class SettingsFrame {
  private readonly session = inject(SessionStore);
  protected readonly places = computed(() => PLACES.filter(({ right }) => !right || this.session.can(right)));
}
