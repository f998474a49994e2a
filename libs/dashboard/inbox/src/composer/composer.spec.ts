import { sends } from './composer';

const press = (more: Partial<Parameters<typeof sends>[0]> = {}) =>
  sends({ key: 'Enter', shiftKey: false, altKey: false, isComposing: false, ...more });

describe('sends', () => {
  it('sends on Enter', () => expect(press()).toBe(true));
  it('breaks the line with Shift', () => expect(press({ shiftKey: true })).toBe(false));
  it('leaves Enter to the input method while it composes', () => expect(press({ isComposing: true })).toBe(false));
  it('ignores other keys', () => expect(press({ key: 'a' })).toBe(false));
});
