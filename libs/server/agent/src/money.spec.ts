import { fromMinorUnits, toMinorUnits } from './money';

describe('money', () => {
  it('is whole minor units inside and a decimal string outside', () => {
    expect(toMinorUnits('12.5', 'BRL')).toEqual({ amount: 1250, currency: 'BRL' });
    expect(toMinorUnits('500', 'JPY')).toEqual({ amount: 500, currency: 'JPY' });
    expect(fromMinorUnits(1250, 'BRL')).toBe('12.50');
    expect(fromMinorUnits(500, 'JPY')).toBe('500');
  });

  it.each([['12,50', 'BRL'], ['12.505', 'BRL'], ['-1', 'BRL'], ['1', 'reais'], ['1.5', 'JPY'], ['', 'BRL']])('refuses %s %s', (amount, currency) => {
    expect(() => toMinorUnits(amount, currency)).toThrow('amount');
  });
});
