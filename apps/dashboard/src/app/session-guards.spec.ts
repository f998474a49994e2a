import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { UrlTree } from '@angular/router';
import { UrlSegment } from '@angular/router';
import { SessionStore } from '@prosa/dashboard/data-access';
import { signedIn, signedOut } from './session-guards';

describe('session guards', () => {
  const someone = signal(false);
  beforeEach(() => {
    someone.set(false);
    TestBed.configureTestingModule({
      providers: [{ provide: SessionStore, useValue: { ready: async () => undefined, signedIn: someone } }],
    });
  });

  const enter = async (url: string) =>
    String(await TestBed.runInInjectionContext(() => signedIn({} as never, { url } as never) as Promise<UrlTree>));
  const match = async (path: string) => {
    const segments = [new UrlSegment(path, {})];
    const answer = TestBed.runInInjectionContext(() => signedOut({} as never, segments, {} as never));
    return String(await (answer as Promise<boolean | UrlTree>));
  };

  it('sends who is signed out to the login, and remembers where they wanted to be', async () => {
    expect(await enter('/inbox/c1')).toBe('/login?returnTo=%2Finbox%2Fc1');
    expect(await enter('/')).not.toContain('/inbox');
  });

  it('lets who is signed in through', async () => {
    someone.set(true);
    expect(await enter('/inbox')).toBe('true');
  });

  it('shows the login only to who is signed out', async () => {
    expect(await match('login')).toBe('true');
    expect(await match('inbox')).toBe('false');
    someone.set(true);
    expect(await match('register')).toBe('/');
    expect(await match('forgot')).toBe('/');
  });

  it('opens what a link leads to for everybody: it may be meant for somebody else, or for another workspace', async () => {
    for (const here of [false, true]) {
      someone.set(here);
      expect(await match('invite')).toBe('true');
      expect(await match('reset')).toBe('true');
    }
  });
});
