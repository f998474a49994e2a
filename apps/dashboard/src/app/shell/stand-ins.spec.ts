import { TestBed } from '@angular/core/testing';
import { SANDBOX_META } from '@prosa/shared/contracts';
import { STAND_INS, standInHint } from './stand-ins';

describe('the services with a stand-in', () => {
  afterEach(() => document.head.querySelector(`meta[name="${SANDBOX_META}"]`)?.remove());
  const told = (content: string | null) => {
    if (content !== null)
      document.head.insertAdjacentHTML('beforeend', `<meta name="${SANDBOX_META}" content="${content}">`);
    return TestBed.inject(STAND_INS);
  };

  it('are those that the page names', () => expect(told('evolution,openai')).toEqual(['evolution', 'openai']));
  it('are none on a page that names none', () => expect(told(null)).toEqual([]));
  it.each([
    [['evolution'], 'sandbox.hint.evolution'],
    [['openai'], 'sandbox.hint.openai'],
    [['evolution', 'openai'], 'sandbox.hint.all'],
    [['kommo'], 'sandbox.hint.all'],
  ])('of %p, the badge says %s', (standIns, hint) => expect(standInHint(standIns)).toBe(hint));
});
