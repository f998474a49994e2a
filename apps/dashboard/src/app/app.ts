import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { SessionStore } from '@prosa/dashboard/data-access';
import { Preferences } from '@prosa/dashboard/ui';
import { RouteFocus } from './shell/route-focus';

@Component({
  selector: 'prosa-root',
  imports: [RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<router-outlet />`,
})
export class App {
  constructor() {
    const session = inject(SessionStore);
    const preferences = inject(Preferences);
    const router = inject(Router);
    inject(RouteFocus).start();
    effect(() => {
      const locale = session.viewer()?.user.locale;
      if (locale) preferences.suggestLanguage(locale);
    });
    session.ended.subscribe(() => {
      const { pathname, search } = location;
      const returnTo = pathname === '/' || pathname === '/login' ? null : pathname + search;
      void router.navigate(['/login'], { queryParams: { returnTo } });
    });
  }
}
