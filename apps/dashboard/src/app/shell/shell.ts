import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { liveQuery, LiveSocket, SessionStore } from '@prosa/dashboard/data-access';
import { NotificationBell } from '@prosa/dashboard/notifications';
import type { IconName } from '@prosa/dashboard/ui';
import { Brand, Icon, Status } from '@prosa/dashboard/ui';
import { SetupAway } from '../home/setup-away';
import { setupDone } from '../home/setup-steps';
import { SetupQuery } from '../home/setup.documents';
import { ConnectionBadge } from './connection-badge';
import { OwnMember } from './own-member';
import { SettingsMenu } from './settings-menu';
import { STAND_INS, standInHint } from './stand-ins';

interface Place {
  readonly path: string;
  readonly icon: IconName;
  readonly label: string;
  readonly right: string;
}

const PLACES: readonly Place[] = [
  { path: '/inbox', icon: 'inbox', label: 'nav.inbox', right: 'inbox:read' },
  { path: '/agents', icon: 'agents', label: 'nav.agents', right: 'agent:read' },
  { path: '/integrations', icon: 'integrations', label: 'nav.integrations', right: 'channel:read' },
];

/** A rail on the left, a bar at the bottom of a phone; the rest belongs to the screen. */
@Component({
  selector: 'prosa-shell',
  imports: [
    Brand,
    ConnectionBadge,
    Icon,
    NotificationBell,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SettingsMenu,
    Status,
    TranslocoDirective,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly session = inject(SessionStore);
  protected readonly connection = inject(LiveSocket).state;
  protected readonly tenant = computed(() => this.session.viewer()?.tenant.name ?? '');
  protected readonly standIns = inject(STAND_INS);
  protected readonly standInHint = standInHint(this.standIns);
  private readonly setsUp = computed(() => this.session.can('agent:manage') && this.session.can('channel:manage'));
  private readonly setup = liveQuery(SetupQuery, () => (this.setsUp() ? {} : null));
  private readonly unfinished = computed(() => {
    const data = this.setup.data();
    return this.setsUp() && !!data && !setupDone(data);
  });
  private readonly setupAway = inject(SetupAway);
  /** The way back to the checklist, while there is something left on it; put away, it is in the settings menu. */
  protected readonly starting = computed(() => this.unfinished() && !this.setupAway.away());
  protected readonly startable = computed(() => this.unfinished() && this.setupAway.away());
  protected readonly places = computed(() => PLACES.filter((place) => this.session.can(place.right)));

  constructor() {
    inject(OwnMember).follow();
  }

  /** The address bar stays as it is: `#main` would be read as a place of the application. */
  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    (main.querySelector<HTMLElement>('h1[tabindex]') ?? main).focus();
  }
}
