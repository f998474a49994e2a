import { avatarTone, initialsOf } from './initials';

describe('initialsOf', () => {
  it.each([
    ['Ana Paula Souza', 'AS'],
    ['  jean-luc ', 'J'],
    ['Érica', 'É'],
    ['Dona Lúcia (mãe)', 'DL'],
    ['(mãe)', 'M'],
    ['🌵 Loja do Zé', 'LZ'],
    ['+55 11 91234-5678', '78'],
    ['🌵', '?'],
    ['', '?'],
  ])('%s becomes %s', (name, expected) => expect(initialsOf(name)).toBe(expected));
});

describe('avatarTone', () => {
  it('is stable for a name and spreads names over the palette', () => {
    expect(avatarTone('Ana')).toBe(avatarTone('Ana'));
    const tones = new Set('abcdefghijklmnopqrstuvwxyz'.split('').map(avatarTone));
    expect(tones.size).toBe(8);
  });
});
