import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { once } from 'node:events';
import { publicLookup } from '@prosa/server/platform';
import webPush from 'web-push';
import { isVouchedFor, readBrowserKeys, type BrowserKeys } from './endpoint-rules';
import type { VapidKeys } from './vapid-keys';

/** Encrypts for one browser and hands it to its push service: the service's status. Rejects when it did not answer. */
export type SendPush = (to: BrowserKeys, payload: string, topic: string) => Promise<number>;

const TIMEOUT_MS = 10_000;
/** An hour later it is in the list for whoever opens it. */
const TTL_SECONDS = 60 * 60;

interface Options {
  keys: () => Promise<VapidKeys>;
  publicUrl: string;
  /** Hosts that the operator allows wherever they are. */
  hosts: readonly string[];
}

/**
 * Web Push by the `web-push` library's encryption and signature; the connection is ours, so that the address that was checked is the one that is
 * connected to, nothing follows a redirect, and nobody waits for ever.
 */
export function webPushSender({ keys, publicUrl, hosts }: Options): SendPush {
  return async (to, payload, topic) => {
    const url = readBrowserKeys(to, hosts);
    const { endpoint, method, headers, body } = webPush.generateRequestDetails(
      { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
      payload,
      {
        vapidDetails: { subject: subjectOf(publicUrl), ...(await keys()) },
        TTL: TTL_SECONDS,
        urgency: 'high',
        topic,
        contentEncoding: 'aes128gcm',
      },
    );
    const send = url.protocol === 'https:' ? secure : plain;
    const lookup = isVouchedFor(url, hosts) ? {} : { lookup: publicLookup((code) => new Error(code)) };
    const asked = send(endpoint, {
      method,
      headers: headers as Record<string, string>,
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...lookup,
    });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode ?? 0;
  };
}

/** Whom a push service can ask about what comes from here: it must be an https address or one of mail. */
const subjectOf = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? publicUrl : 'mailto:prosa@localhost';
