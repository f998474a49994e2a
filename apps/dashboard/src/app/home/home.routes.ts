import { inject } from '@angular/core';
import type { CanActivateFn, Routes } from '@angular/router';
import { Router } from '@angular/router';
import { GraphqlClient, SessionStore } from '@prosa/dashboard/data-access';
import { Home } from './home';
import { SetupAway } from './setup-away';
import { setupDone } from './setup-steps';
import { SetupQuery } from './setup.documents';

/** The checklist is for who can do its steps, until they are done; everyone else starts in the inbox. */
const whileUnfinished: CanActivateFn = async () => {
  const router = inject(Router);
  const session = inject(SessionStore);
  const graphql = inject(GraphqlClient);
  const inbox = router.createUrlTree(['/inbox']);
  if (!session.can('agent:manage') || !session.can('channel:manage') || inject(SetupAway).away()) return inbox;
  try {
    return setupDone(await graphql.query(SetupQuery, {})) ? inbox : true;
  } catch {
    return true; // The page shows what failed and tries again.
  }
};

export const HOME_ROUTES: Routes = [{ path: '', canActivate: [whileUnfinished], component: Home }];
