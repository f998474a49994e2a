import { hashToken, newToken } from '../session/session-token';

const SECRET = /^prosa_[A-Za-z0-9_-]{43}$/;
const SHOWN = 12;

/** 256 random bits behind a word that scanners for leaked secrets find. */
export function newSecret(): { secret: string; prefix: string; secretHash: string } {
  const secret = `prosa_${newToken()}`;
  return { secret, prefix: secret.slice(0, SHOWN), secretHash: hashToken(secret) };
}

export const isSecret = (token: string): boolean => SECRET.test(token);
