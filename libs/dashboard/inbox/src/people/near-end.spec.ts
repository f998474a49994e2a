import { nearEnd } from './near-end';

describe('nearEnd', () => {
  it.each([
    [0, 10, false],
    [6, 10, false],
    [7, 10, true],
    [10, 10, true],
    [12, 10, true],
    [159, 200, false],
    [160, 200, true],
  ])('%i of %i: %s', (used, limit, near) => expect(nearEnd({ used, limit })).toBe(near));
});
