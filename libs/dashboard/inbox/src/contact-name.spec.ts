import { contactName } from './contact-name';

describe('contactName', () => {
  it('is the name', () => expect(contactName({ name: 'Maria', phones: ['+5511912345678'] })).toBe('Maria'));
  it('is the number of who has no name', () =>
    expect(contactName({ name: ' ', phones: ['+5511912345678'] })).toBe('+55 (11) 91234-5678'));
  it('never fails for who has neither', () => expect(contactName({ name: '', phones: [] })).toBe(''));
});
