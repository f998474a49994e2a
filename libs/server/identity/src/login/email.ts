/** One person, one spelling: logins are looked up by this form. */
export const normaliseEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase();

/** As strict as a form should be: whether the address exists is shown by writing to it. */
export const isEmail = (email: string): boolean =>
  email.length <= 254 &&
  /^[^\s@<>(),;:"]{1,64}@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/u.test(email) &&
  !email.includes('..');
