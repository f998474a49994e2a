import { suggestReplies } from './canned-replies';

const reply = (shortcut: string, text: string) => ({ id: shortcut, shortcut, text, shared: true });
const REPLIES = [reply('address', 'Rua A, 10'), reply('hello', 'Olá {{contact.firstName}}!'), reply('hours', 'Às 8h')];

describe('suggestReplies', () => {
  const found = (text: string) => suggestReplies(REPLIES, { 'contact.firstName': 'Ana' }, 'Manage', text, text.length);
  const labels = (text: string) => found(text)?.options.map(({ label }) => label) ?? null;

  it('lists them all for a /, and the way to where they are kept', () => {
    expect(labels('/')).toEqual(['/address', '/hello', '/hours', 'Manage']);
  });

  it('finds by shortcut first, then by text, accents aside', () => {
    expect(labels('/h')).toEqual(['/hello', '/hours', 'Manage']);
    expect(labels('/ola')).toEqual(['/hello', 'Manage']);
  });

  it('gives the text with its variables filled in', () => {
    expect(found('/hel')?.options[0]).toMatchObject({ detail: 'Olá Ana!', insert: 'Olá Ana!' });
  });

  it('is out of the way of what only looks so', () => {
    expect(labels('24/11')).toBeNull();
    expect(labels('see /hello')).toBeNull();
    expect(labels('/usr/bin')).toBeNull();
  });
});
