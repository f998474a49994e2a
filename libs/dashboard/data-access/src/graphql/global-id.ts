/** The type that a global id names (it is base64 of `Type:uuid`); undefined for what is no id at all. */
export function typeOfId(id: unknown): string | undefined {
  if (typeof id !== 'string') return undefined;
  try {
    return /^([A-Z]\w*):./.exec(atob(id))?.[1];
  } catch {
    return undefined;
  }
}
