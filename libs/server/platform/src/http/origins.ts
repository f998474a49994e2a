import type { IncomingMessage } from 'node:http';
import type { Config } from '../config/config';
import type { Platform } from '../context/context';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
export const isLoopback = (hostname: string): boolean => LOOPBACK.has(hostname);

/**
 * Whether a browser page may open a socket with its cookie: a page of our public address, or of the very host that it calls, by
 * which name whatever (a cookie goes to no other name); in development also the dev server's. No origin is no browser page.
 */
export function allowsOrigin({ publicUrl, production }: Config, { headers: { origin, host } }: IncomingMessage): boolean {
  if (!origin) return true;
  if (!URL.canParse(origin)) return false; // `null`: a page from nowhere
  const page = new URL(origin);
  if (page.origin === new URL(publicUrl).origin || page.host === host) return true;
  return !production && isLoopback(page.hostname);
}

export function contentSecurityPolicy({ config }: Platform) {
  const { host, protocol } = new URL(config.publicUrl);
  const secure = protocol === 'https:';
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"], // Material sets styles from script
      imgSrc: ["'self'", 'data:', 'blob:', 'https://pps.whatsapp.net'],
      mediaSrc: ["'self'", 'blob:'], // what was recorded here, before it is sent
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", `${secure ? 'wss' : 'ws'}://${host}`], // older Safari's 'self' has no sockets
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(secure && { upgradeInsecureRequests: [] }),
    },
  };
}
