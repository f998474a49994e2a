import { inject } from '@angular/core';
import type { CanActivateFn, CanMatchFn } from '@angular/router';
import { Router } from '@angular/router';
import { SessionStore } from '@prosa/dashboard/data-access';

/** Signed-out visitors go to the login and come back to where they wanted to be. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.ready();
  if (session.signedIn()) return true;
  const returnTo = state.url === '/' ? null : state.url;
  return router.createUrlTree(['/login'], { queryParams: { returnTo } });
};

const PUBLIC = ['login', 'register', 'forgot'];
/** Their link says whose they are: who is signed in already, perhaps as somebody else, opens them as well. */
const BY_LINK = ['reset', 'invite'];

/** The login is for who is not signed in; everyone else goes on to the desk. */
export const signedOut: CanMatchFn = async (_route, segments) => {
  const place = segments[0]?.path ?? '';
  if (![...PUBLIC, ...BY_LINK].includes(place)) return false;
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.ready();
  if (BY_LINK.includes(place)) return true;
  return session.signedIn() ? router.createUrlTree(['/']) : true;
};
