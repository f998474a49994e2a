import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress, publicLookup } from '@prosa/server/platform';

/** Reads a picture from an address that the server of this instance named. Rejects with PictureRefused whatever goes wrong. */
export type DownloadPicture = (url: string, instanceName: string) => Promise<Buffer>;

/** Says why, and never where: the address is a person's. */
export class PictureRefused extends Error {}

const TIMEOUT_MS = 10_000;
const LARGEST = 1024 * 1024;

/**
 * Over HTTPS, from public addresses only, whatever the name resolves to; a redirect is not followed. The WhatsApp server itself may
 * serve pictures from where it is configured to be (`trusted`).
 */
export function pictureDownloader(trusted: string | null, timeoutMs = TIMEOUT_MS): (url: string) => Promise<Buffer> {
  const own = trusted === null ? null : new URL(trusted).origin;
  return (address) =>
    new Promise((done, refuse) => {
      const url = new URL(address);
      const fail = (why: string) => refuse(new PictureRefused(why));
      const isOwn = url.origin === own;
      if (!isOwn && url.protocol !== 'https:') return fail('not over HTTPS');
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (!isOwn && isIP(host) && !isPublicAddress(host)) return fail('not a public address');
      const signal = AbortSignal.timeout(timeoutMs);
      const options = { signal, agent: false as const, ...(!isOwn && { lookup: publicOnly }) };
      const take = (response: IncomingMessage) => {
        if (response.statusCode !== 200) {
          response.destroy();
          return fail(`answered ${response.statusCode}`);
        }
        const parts: Buffer[] = [];
        let size = 0;
        response.on('error', () => fail('broke off'));
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > LARGEST) {
            fail('too large');
            response.destroy();
          } else parts.push(part);
        });
        response.on('end', () => done(Buffer.concat(parts)));
      };
      const ask = url.protocol === 'https:' ? overHttps : overHttp;
      ask(url, options, take)
        .on('error', () => fail(signal.aborted ? 'too late' : 'unreachable'))
        .end();
    });
}

/** Only the operator's own server is trusted: one that a tenant brought could name the operator's address. */
export function pictureDownloaderFor(
  trusted: string | null,
  isOperators: (instanceName: string) => Promise<boolean>,
): DownloadPicture {
  const [ofOperator, ofTenant] = [pictureDownloader(trusted), pictureDownloader(null)];
  return async (url, instanceName) => ((await isOperators(instanceName)) ? ofOperator : ofTenant)(url);
}

/** It is checked where it is connected to. */
const publicOnly = publicLookup(() => new PictureRefused('not a public address'));
