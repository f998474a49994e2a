import { jest } from '@jest/globals';
import { Drafts } from './drafts';

describe('Drafts', () => {
  const drafts = new Drafts();
  beforeEach(() => localStorage.clear());

  it('keeps one draft for each conversation', () => {
    drafts.write('a', 'para a');
    drafts.write('b', 'para b\n');
    expect(new Drafts().read('a')).toBe('para a');
    expect(drafts.read('b')).toBe('para b\n');
  });

  it('leaves nothing behind once the field is empty', () => {
    drafts.write('a', 'x');
    drafts.write('a', '  \n');
    expect(drafts.read('a')).toBe('');
    expect(localStorage.length).toBe(0);
  });

  it('does not stop typing when storage is refused', () => {
    const refuse = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full');
    });
    expect(() => drafts.write('a', 'x')).not.toThrow();
    refuse.mockRestore();
  });
});
