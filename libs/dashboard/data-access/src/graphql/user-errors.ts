/** As every payload's `userErrors { code message path }` answers. */
export interface UserErrorLike {
  readonly code: string;
  readonly message: string;
  readonly path?: readonly string[] | null;
}

/** User errors sorted for a form: what belongs to one field, and what belongs to the whole. */
export interface FormErrors {
  readonly fields: Readonly<Record<string, UserErrorLike>>;
  readonly general: readonly UserErrorLike[];
}

export const NO_ERRORS: FormErrors = { fields: {}, general: [] };

/**
 * `path` names the input field (`['input', 'config', 'persona']`, with or without the leading `input`): the form looks it up as
 * `config.persona`. A path that names none of `known` goes to the top of the form, so that no error is ever swallowed.
 */
export function formErrors(errors: readonly UserErrorLike[], known?: readonly string[]): FormErrors {
  const fields: Record<string, UserErrorLike> = {};
  const general: UserErrorLike[] = [];
  for (const error of errors) {
    const path = (error.path ?? []).filter((part, index) => !(index === 0 && part === 'input'));
    const key = known ? longestKnown(path, known) : path.join('.');
    if (key && !fields[key]) fields[key] = error;
    else general.push(error);
  }
  return { fields, general };
}

/** `testNumbers.0` belongs to `testNumbers` when the form has no field of its own for each number. */
function longestKnown(path: readonly string[], known: readonly string[]): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.');
    if (known.includes(key)) return key;
  }
  return undefined;
}
