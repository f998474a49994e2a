import { isFromBefore } from './read-situation';

describe('whether somebody wrote before the number was connected', () => {
  const connectedAt = new Date(1_764_000_000_730);

  it('takes what came in the second of the connection for new: the provider gives whole seconds', () => {
    expect(isFromBefore(new Date(1_764_000_000_000), connectedAt)).toBe(false);
    expect(isFromBefore(new Date(1_763_999_999_000), connectedAt)).toBe(true);
  });
});
