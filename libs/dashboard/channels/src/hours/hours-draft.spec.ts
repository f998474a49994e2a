import { draftOf, inputOf, noticeOf, unknownIn } from './hours-draft';

const hours = [{ __typename: 'OperatingHours' as const, weekday: 1, from: '09:00', to: '18:00' }];
const draft = { spans: [{ weekday: 1, from: '09:00', to: '18:00' }], timeZone: '', awayMessage: 'Até amanhã' };

describe('the hours of a channel as they are edited', () => {
  it('come from the server and go back to it', () => {
    const kept = { __typename: 'BusinessHours' as const, hours, timeZone: null, awayMessage: 'Até amanhã' };
    expect(draftOf(kept)).toEqual(draft);
    expect(inputOf(draft)).toEqual({ hours: draft.spans, timeZone: null, awayMessage: 'Até amanhã' });
    expect(inputOf({ spans: [], timeZone: 'Europe/Lisbon', awayMessage: '  ' })).toEqual({
      hours: [],
      timeZone: 'Europe/Lisbon',
      awayMessage: null,
    });
  });

  it.each([
    [draft, null],
    [{ ...draft, spans: [{ weekday: 1, from: '', to: '18:00' }] }, 'times'],
    [{ ...draft, awayMessage: 'Sou {{member.name}}' }, 'variable'],
    [{ ...draft, spans: [] }, 'noHours'],
    [{ ...draft, awayMessage: '' }, 'noWords'],
    [{ ...draft, spans: [], awayMessage: '' }, null],
  ])('%j: %s', (edited, notice) => expect(noticeOf(edited)).toBe(notice));

  it('name the variable that nobody can fill in', () => {
    expect(unknownIn('Oi {{contact.firstName}} da {{tenant.name}}')).toBeNull();
    expect(unknownIn('{{contact.nickname}}')).toBe('contact.nickname');
    expect(unknownIn('{{ member.firstName }}')).toBe('member.firstName');
  });
});
