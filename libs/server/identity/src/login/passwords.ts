import { hash, verify } from '@node-rs/argon2';

/** argon2id as OWASP recommends it: 19 MiB, two passes, one lane (the library's own algorithm default is argon2id). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** A password nobody has: an unknown login costs the same verification as a known one. Made once, on first use. */
let decoy: Promise<string> | undefined;

/** Hashing runs on the thread pool, never on the event loop. */
export const passwords = {
  hash: (password: string): Promise<string> => hash(password, COST),

  /** `known` null means that there is no such login: the answer is no, at the same cost. */
  verify: async (known: string | null, password: string): Promise<boolean> => {
    decoy ??= hash('no one has this password', COST);
    const fits = await verify(known ?? (await decoy), password).catch(() => false);
    return fits && known !== null;
  },
};
