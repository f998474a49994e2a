import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { ProblemError } from '@prosa/dashboard/data-access';
import { FormAttempt } from './form-attempt';

describe('FormAttempt', () => {
  let attempt: FormAttempt;
  beforeEach(() => {
    TestBed.configureTestingModule({
      imports: [
        TranslocoTestingModule.forRoot({
          langs: { en: { settings: { errors: { TAKEN: 'Taken, in words' } } } },
          translocoConfig: { availableLangs: ['en'], defaultLang: 'en' },
          preloadLangs: true,
        }),
      ],
    });
    attempt = TestBed.runInInjectionContext(() => new FormAttempt(['name']));
  });

  it('puts each error where it can be put right: known codes in words, others as the server said it', async () => {
    const done = await attempt.run(async () => [
      { code: 'TAKEN', message: 'taken', path: ['input', 'name'] },
      { code: 'ABOVE_YOU', message: 'This role is above your own.', path: ['id'] },
    ]);
    expect(done).toBe(false);
    expect(attempt.error('name')).toBe('Taken, in words');
    expect(attempt.general()).toEqual(['This role is above your own.']);
  });

  it('does one thing at a time, and forgets what the last one came to', async () => {
    let finish: () => void = () => undefined;
    const first = attempt.run(() => new Promise((resolve) => (finish = () => resolve([]))));
    expect(attempt.busy()).toBe(true);
    const second = jest.fn();
    expect(await attempt.run(second)).toBe(false);
    expect(second).not.toHaveBeenCalled();
    finish();
    expect(await first).toBe(true);
    expect(await attempt.run(() => Promise.reject(new ProblemError({ code: 'OFFLINE', message: 'away' })))).toBe(false);
    expect(attempt.problem()).toMatchObject({ code: 'OFFLINE' });
    expect(attempt.done()).toBe(false);
    expect(attempt.busy()).toBe(false);
  });
});
