import { readNumbers } from './read-numbers';

describe('readNumbers', () => {
  it('reads lines and commas, once each, and names what is no number', () => {
    expect(readNumbers('+55 (11) 91234-5678\n11 91234-5678, mãe\n\n+351 912 345 678;')).toEqual({
      numbers: ['+5511912345678', '+351912345678'],
      wrong: ['mãe'],
    });
  });
});
