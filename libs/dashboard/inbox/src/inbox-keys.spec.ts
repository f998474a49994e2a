import { commandOf, isTyping } from './inbox-keys';

const press = (key: string, more: Partial<Parameters<typeof commandOf>[0]> = {}) =>
  commandOf(
    {
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      defaultPrevented: false,
      isComposing: false,
      target: document.body,
      ...more,
    },
    true,
  );

describe('commandOf', () => {
  it('knows its keys in either case', () => {
    expect(press('j')).toBe('next');
    expect(press('J')).toBe('next');
    expect(press('?')).toBe('help');
    expect(press('X')).toBe('select');
    expect(press('q')).toBeNull();
  });

  it('leaves letters to whoever types, but not Escape', () => {
    const target = document.createElement('textarea');
    expect(press('r', { target })).toBeNull();
    expect(press('Escape', { target })).toBe('back');
  });

  it('leaves the browser its own combinations', () => {
    expect(press('r', { ctrlKey: true })).toBeNull();
    expect(press('r', { metaKey: true })).toBeNull();
    expect(press('e', { altKey: true })).toBeNull();
  });

  it('does nothing that another part of the screen has done', () => {
    expect(press('Escape', { defaultPrevented: true })).toBeNull();
  });

  it('can be turned off, and Escape stays', () => {
    const off = {
      key: 'j',
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      defaultPrevented: false,
      isComposing: false,
      target: null,
    };
    expect(commandOf(off, false)).toBeNull();
    expect(commandOf({ ...off, key: 'Escape' }, false)).toBe('back');
  });
});

describe('isTyping', () => {
  it('is about fields', () => {
    expect(isTyping(document.createElement('input'))).toBe(true);
    expect(isTyping(document.createElement('button'))).toBe(false);
    expect(isTyping(null)).toBe(false);
  });
});
