import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { SessionStore } from '@prosa/dashboard/data-access';
import { ErrorState, Preferences } from '@prosa/dashboard/ui';
import { RouteFocus } from './shell/route-focus';

@Component({
  selector: 'prosa-root',
  imports: [ErrorState, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (session.problem(); as problem) {
      <ui-error-state [problem]="problem" (retry)="retry()" />
    } @else {
      <router-outlet />
    }
  `,
  styles: `
    ui-error-state {
      min-height: 100dvh;
    }
  `,
})
export class App {
  private readonly router = inject(Router);
  protected readonly session = inject(SessionStore);

  constructor() {
    const preferences = inject(Preferences);
    inject(RouteFocus).start();
    effect(() => {
      const locale = this.session.viewer()?.user.locale;
      if (locale) preferences.suggestLanguage(locale);
    });
    this.session.ended.subscribe((ending) => {
      const here = this.router.url;
      const queryParams = ending === 'expired' ? { expired: 1, returnTo: here === '/' ? null : here } : {};
      void this.router.navigate(['/login'], { queryParams });
    });
  }

  /** The server did not say who is here; the guards sent us to the login, which keeps where we wanted to go. */
  protected async retry(): Promise<void> {
    await this.session.load();
    const wanted = this.router.parseUrl(this.router.url).queryParams['returnTo'] as string | undefined;
    if (this.session.signedIn()) await this.router.navigateByUrl(wanted ?? '/');
  }
}
