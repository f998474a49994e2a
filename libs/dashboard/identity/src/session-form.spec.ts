import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { ProblemError, SessionStore } from '@prosa/dashboard/data-access';
import { missing, SessionForm } from './session-form';

const WORDS = { errors: { EMAIL_TAKEN: 'Taken, in words', REQUIRED: 'Fill this in' } };

describe('SessionForm', () => {
  let enter: jest.Mock;
  let navigateByUrl: jest.Mock;
  let form: SessionForm;

  beforeEach(() => {
    enter = jest.fn();
    navigateByUrl = jest.fn();
    TestBed.configureTestingModule({
      imports: [
        TranslocoTestingModule.forRoot({
          langs: { en: { identity: WORDS } },
          translocoConfig: { availableLangs: ['en'], defaultLang: 'en' },
          preloadLangs: true,
        }),
      ],
      providers: [
        { provide: SessionStore, useValue: { enter, signedIn: () => false } },
        { provide: Router, useValue: { navigateByUrl } },
      ],
    });
    form = TestBed.runInInjectionContext(() => new SessionForm(['email', 'password']));
  });

  const filled = { email: 'ana@example.com', password: 'a long sentence' };

  it('shows the server’s errors beside their fields: known codes in words, others as the server said it', async () => {
    await form.submit(filled, null, async () => ({
      viewer: null,
      userErrors: [
        { code: 'EMAIL_TAKEN', message: 'taken', path: ['input', 'email'] },
        { code: 'PWNED', message: 'This password leaked.', path: ['password'] },
        { code: 'CLOSED', message: 'Registration is closed.', path: null },
      ],
    }));
    expect(form.error('email')).toBe('Taken, in words');
    expect(form.error('password')).toBe('This password leaked.');
    expect(form.general().map((error) => form.words(error))).toEqual(['Registration is closed.']);
    expect(enter).not.toHaveBeenCalled();
    expect(form.busy()).toBe(false);
  });

  it('asks nothing of the server while a field is empty', async () => {
    const send = jest.fn();
    await form.submit({ email: ' ', password: 'x' }, null, send);
    expect(send).not.toHaveBeenCalled();
    expect(form.error('email')).toBe('Fill this in');
  });

  it('keeps how long to wait when there were too many attempts', async () => {
    await form.submit(filled, null, () =>
      Promise.reject(new ProblemError({ code: 'RATE_LIMITED', message: 'slow down', retryAfter: 42 })),
    );
    expect(form.problem()).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 42 });
  });

  it('asks for the code only once the password was right, and says then what is wrong with it', async () => {
    const answer = (code: string) => async () => ({
      viewer: null,
      userErrors: [{ code, message: code, path: ['email'] }],
    });
    await form.submit(filled, null, answer('EMAIL_TAKEN'));
    expect(form.needsCode()).toBe(false);
    await form.submit(filled, null, answer('SECOND_FACTOR_REQUIRED'));
    expect(form.needsCode()).toBe(true);
    expect(form.error('email')).toBeNull();
    await form.submit({ ...filled, code: '1' }, null, answer('INVALID_CODE'));
    expect(form.error('email')).toBe('INVALID_CODE');
  });

  it('enters and goes where one wanted to be, never outside', async () => {
    const viewer = { user: { id: 'u' } } as never;
    await form.submit(filled, '/inbox/c1', async () => ({ viewer, userErrors: [] }));
    await form.submit(filled, '//evil.example', async () => ({ viewer, userErrors: [] }));
    expect(enter).toHaveBeenCalledTimes(2);
    expect(navigateByUrl.mock.calls).toEqual([['/inbox/c1'], ['/']]);
  });

  it('sends once however often one presses', async () => {
    const send = jest.fn(() => new Promise<never>(() => undefined));
    void form.submit(filled, null, send);
    void form.submit(filled, null, send);
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('missing', () => {
  it('names what is empty and what is no email', () => {
    expect(missing({ name: '', email: 'ana@', password: 'x' })).toMatchObject([
      { code: 'REQUIRED', path: ['name'] },
      { code: 'INVALID_EMAIL', path: ['email'] },
    ]);
  });
});
