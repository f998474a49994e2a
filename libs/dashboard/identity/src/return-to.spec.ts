import { safeReturnTo } from './return-to';

describe('safeReturnTo', () => {
  it.each([
    ['/inbox/abc?view=mine', '/inbox/abc?view=mine'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/login?returnTo=/login', '/'],
    [null, '/'],
    ['', '/'],
  ])('%s leads to %s', (wish, expected) => expect(safeReturnTo(wish)).toBe(expected));
});
