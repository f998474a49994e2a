import { cleanLabel } from './labels';

describe('cleanLabel', () => {
  it('makes one label of two spellings', () => {
    expect(cleanLabel('  Cliente   VIP ')).toBe('cliente vip');
  });
  it('is nothing for spaces, and never endless', () => {
    expect(cleanLabel('   ')).toBe('');
    expect(cleanLabel('x'.repeat(90))).toHaveLength(40);
  });
});
