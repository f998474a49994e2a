import { textParts } from './text-parts';

describe('textParts', () => {
  it('leaves markup as text', () => {
    expect(textParts('<b onclick="x()">oi</b>')).toEqual([{ kind: 'text', text: '<b onclick="x()">oi</b>' }]);
  });

  it('finds links and leaves the full stop outside', () => {
    expect(textParts('Veja https://prosa.app/a?b=1.\nE www.loja.com.br, ok')).toEqual([
      { kind: 'text', text: 'Veja ' },
      { kind: 'link', text: 'https://prosa.app/a?b=1', href: 'https://prosa.app/a?b=1' },
      { kind: 'text', text: '.\nE ' },
      { kind: 'link', text: 'www.loja.com.br', href: 'https://www.loja.com.br/' },
      { kind: 'text', text: ', ok' },
    ]);
  });

  it('never makes a link of another scheme', () => {
    expect(textParts('javascript:alert(1)').every((part) => part.kind !== 'link')).toBe(true);
    expect(textParts('data:text/html,x').every((part) => part.kind !== 'link')).toBe(true);
  });

  it('reads WhatsApp marks at word edges only', () => {
    expect(textParts('Total *R$ 20* e _até_ ~30~ `x`')).toEqual([
      { kind: 'text', text: 'Total ' },
      { kind: 'bold', text: 'R$ 20' },
      { kind: 'text', text: ' e ' },
      { kind: 'italic', text: 'até' },
      { kind: 'text', text: ' ' },
      { kind: 'strike', text: '30' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'x' },
    ]);
    expect(textParts('2*3*4 e a_b_c')).toEqual([{ kind: 'text', text: '2*3*4 e a_b_c' }]);
  });

  it('loses no character of what it does not mark', () => {
    const text = '  um\n\n  dois\t*  três';
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
