import { sameWords } from './confirm';

describe('sameWords', () => {
  it.each(['WhatsApp · Téo', 'whatsapp teo', ' WhatsApp - Teo '])('%s will do', (typed) =>
    expect(sameWords(typed, 'WhatsApp · Téo')).toBe(true),
  );
  it.each(['', 'WhatsApp', 'WhatsApp · Teos'])('"%s" will not', (typed) =>
    expect(sameWords(typed, 'WhatsApp · Téo')).toBe(false),
  );
});
