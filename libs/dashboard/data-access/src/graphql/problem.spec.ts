import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { problemOf } from './problem';

const answered = (extensions: object) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'no', extensions: extensions as Record<string, unknown> }] });

describe('problemOf', () => {
  it('keeps what the server tells: the code, how long to wait, where to look it up', () => {
    expect(problemOf(answered({ code: 'RATE_LIMITED', retryAfter: 30 }))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 30,
    });
    expect(problemOf(answered({ code: 'INTERNAL', correlationId: 'abc' }))).toMatchObject({
      code: 'INTERNAL',
      reference: 'abc',
    });
  });

  it('is our fault when the server says nothing of it', () => expect(problemOf(answered({})).code).toBe('INTERNAL'));

  it('is a server that did not answer when there is no answer', () =>
    expect(problemOf(new TypeError('Failed to fetch')).code).toBe('UNREACHABLE'));
});
