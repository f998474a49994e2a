import { jest } from '@jest/globals';
import { Drafts } from './drafts';

describe('Drafts', () => {
  const drafts = new Drafts();
  beforeEach(() => localStorage.clear());

  it('keeps one draft for each conversation', () => {
    drafts.write('me', 'a', 'para a');
    drafts.write('me', 'b', 'para b\n');
    expect(new Drafts().read('me', 'a')).toBe('para a');
    expect(drafts.read('me', 'b')).toBe('para b\n');
    expect(drafts.read('another', 'a')).toBe('');
  });

  it('leaves nothing behind once the field is empty', () => {
    drafts.write('me', 'a', 'x');
    drafts.write('me', 'a', '  \n');
    expect(drafts.read('me', 'a')).toBe('');
    expect(localStorage.length).toBe(0);
  });

  it('does not stop typing when storage is refused', () => {
    const refuse = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full');
    });
    expect(() => drafts.write('me', 'a', 'x')).not.toThrow();
    refuse.mockRestore();
  });
});
