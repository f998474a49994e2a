import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Platform } from '../context/context';
import { bearerOf } from './doorkeeper';
import { isLoopback } from './origins';

const OWN_ADDRESSES: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * Metrics are for whoever has the operator's token. Without one they are for this machine alone, and for nobody once the product
 * has a public address: everything that a reverse proxy on the same machine lets through looks as if it came from here.
 */
export function mayReadMetrics({ config }: Platform, request: FastifyRequest): boolean {
  if (config.metricsToken) return sameToken(bearerOf(request.headers.authorization) ?? '', config.metricsToken);
  if (!isLoopback(new URL(config.publicUrl).hostname)) return false;
  if (!OWN_ADDRESSES.has(request.socket.remoteAddress ?? '') || FORWARDED.some((name) => request.headers[name] !== undefined)) return false;
  const host = `http://${request.headers.host ?? ''}`;
  return URL.canParse(host) && isLoopback(new URL(host).hostname);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const sameToken = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));
