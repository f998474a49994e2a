import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SessionStore } from '@prosa/dashboard/data-access';
import { SetupAway } from './setup-away';

describe('SetupAway', () => {
  it('is each member’s own, and can be taken back', () => {
    localStorage.clear();
    const viewer = signal({ member: { id: 'ana' } });
    TestBed.configureTestingModule({ providers: [{ provide: SessionStore, useValue: { viewer } }] });
    const setup = TestBed.inject(SetupAway);
    expect(setup.away()).toBe(false);
    setup.put(true);
    expect(setup.away()).toBe(true);
    viewer.set({ member: { id: 'rui' } });
    expect(setup.away()).toBe(false);
    viewer.set({ member: { id: 'ana' } });
    setup.put(false);
    expect(setup.away()).toBe(false);
  });
});
