import { formErrors } from './user-errors';

const error = (code: string, path?: string[] | null) => ({ code, message: code, path });

describe('formErrors', () => {
  it('puts an error beside the field its path names, with or without the leading input', () => {
    const { fields, general } = formErrors(
      [error('A', ['input', 'email']), error('B', ['config', 'persona'])],
      ['email', 'config.persona'],
    );
    expect(fields).toMatchObject({ email: { code: 'A' }, 'config.persona': { code: 'B' } });
    expect(general).toEqual([]);
  });

  it('gives a deeper path to the nearest field the form has', () => {
    expect(formErrors([error('A', ['testNumbers', '2'])], ['testNumbers']).fields).toHaveProperty('testNumbers');
  });

  it('never swallows: no path, an unknown path and a second error of a field go to the top', () => {
    const errors = [
      error('A'),
      error('B', ['elsewhere']),
      error('C', ['email']),
      error('D', ['email']),
      error('E', null),
    ];
    const { fields, general } = formErrors(errors, ['email']);
    expect(fields['email']?.code).toBe('C');
    expect(general.map((one) => one.code)).toEqual(['A', 'B', 'D', 'E']);
  });
});
