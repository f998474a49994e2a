import { createHash, randomInt } from 'node:crypto';

/** Without what is taken for something else: 31 signs, 16 of them make 79 bits. */
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz';
const MANY = 10;

const newCode = (): string => Array.from({ length: 16 }, (_, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${SIGNS[randomInt(SIGNS.length)]}`).join('');
export const newRecoveryCodes = (): string[] => Array.from({ length: MANY }, newCode);
/** However it is typed. Nothing to guess, so a plain hash is enough to keep. */
export const hashRecoveryCode = (code: string): string => createHash('sha256').update(code.toLowerCase().replace(/[^a-z0-9]/g, '')).digest('hex');
