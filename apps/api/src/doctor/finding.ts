/** What a check found. PROBLEM: something does not work; WARNING: it works, and is not as it should be. */
export interface Finding {
  check: string;
  level: 'OK' | 'WARNING' | 'PROBLEM';
  message: string;
}

export const ok = (check: string, message: string): Finding => ({ check, level: 'OK', message });
export const warning = (check: string, message: string): Finding => ({ check, level: 'WARNING', message });
export const problem = (check: string, message: string): Finding => ({ check, level: 'PROBLEM', message });

/** What went wrong on the wire, in a word that repeats no secret. */
export function wireCode(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } };
  if (name === 'TimeoutError' || name === 'AbortError') return 'no answer in time';
  return cause?.code ?? code ?? name ?? 'no connection';
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);
export const isLoopback = (url: string): boolean => LOOPBACK.has(new URL(url).hostname);
