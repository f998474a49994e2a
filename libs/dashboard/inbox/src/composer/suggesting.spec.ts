import { signal } from '@angular/core';
import { askedWith, Suggesting } from './suggesting';

const press = (key: string) => ({ key, shiftKey: false, isComposing: false });

describe('a list of suggestions', () => {
  const text = signal('');
  const list = () => {
    const suggesting = new Suggesting(
      text,
      signal((value: string, caret: number) => {
        const asked = askedWith('@', value, caret);
        const options = ['Ana', 'Rui'].map((name) => ({ id: name, label: name, insert: `@${name} ` }));
        return asked && { ...asked, options };
      }),
    );
    suggesting.moved(text().length);
    return suggesting;
  };
  beforeEach(() => text.set('Ask @'));

  it('goes round with the arrows, and takes the line that is meant', () => {
    const suggesting = list();
    const picked: string[] = [];
    suggesting.pressed(press('ArrowUp'), () => undefined);
    expect(suggesting.active()).toBe(1);
    expect(suggesting.pressed(press('Enter'), ({ id }) => picked.push(id))).toBe(true);
    expect(picked).toEqual(['Rui']);
    expect(suggesting.taken(suggesting.options()[1]!)).toEqual({ text: 'Ask @Rui ', caret: 9 });
  });

  it('keeps what stands after the caret', () => {
    text.set('Ask @a now');
    const suggesting = list();
    suggesting.moved(6);
    expect(suggesting.taken(suggesting.options()[0]!)).toEqual({ text: 'Ask @Ana  now', caret: 9 });
  });

  it('stays closed after Escape until another is asked for', () => {
    const suggesting = list();
    expect(suggesting.pressed(press('Escape'), () => undefined)).toBe(true);
    expect(suggesting.isOpen()).toBe(false);
    expect(suggesting.pressed(press('Enter'), () => undefined)).toBe(false);
    text.set('Ask @a');
    suggesting.moved(6);
    expect(suggesting.isOpen()).toBe(false);
    text.set('Ask @a and @');
    suggesting.moved(12);
    expect(suggesting.isOpen()).toBe(true);
  });
});
