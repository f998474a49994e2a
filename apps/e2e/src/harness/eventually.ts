import { setTimeout as pause } from 'node:timers/promises';

/** Asks until `check` no longer throws; then its answer. At the deadline, what it threw last. */
export async function eventually<Answer>(check: () => Promise<Answer> | Answer, within = 15_000): Promise<Answer> {
  const deadline = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}
