import { weekText } from './week-text';

describe('weekText', () => {
  const hours = [
    { weekday: 2, from: '09:00', to: '18:00' },
    { weekday: 1, from: '08:00', to: '12:00' },
  ];
  it('names the days in the reader’s language, in the order of the week', () => {
    expect(weekText(hours, 'en')).toBe('Mon 08:00–12:00, Tue 09:00–18:00');
    expect(weekText(hours, 'pt-BR')).toBe('seg. 08:00–12:00, ter. 09:00–18:00');
  });
});
