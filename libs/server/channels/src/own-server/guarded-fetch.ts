import { lookup as systemLookup } from 'node:dns';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { publicLookup, UserProblem, type LookupAll } from '@prosa/server/platform';
import type { HttpFetch } from '../evolution';
import { hostOf, isVouchedFor, readServerUrl } from './host-rules';

/** A name leads inside, or the operator allows the host no longer. Nothing was sent. */
export class HostRefused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * Calls a tenant's own server, and nothing else that its name could be made to mean: the rules are asked with each call, the
 * addresses that were checked are those that are connected to, each call makes its connection anew, and no redirect is followed.
 */
export function guardedFetch(hosts: readonly string[], lookup: LookupAll = systemLookup): HttpFetch {
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    try {
      readServerUrl(url.origin, hosts);
    } catch (error) {
      throw error instanceof UserProblem ? new HostRefused(error.code) : error;
    }
    const isFree = isVouchedFor(hostOf(url), hosts);
    const send = url.protocol === 'https:' ? secure : plain;
    const options = { method, headers: { ...headers, 'accept-encoding': 'identity' }, signal, agent: false } as const;
    const asked = send(url, { ...options, lookup: isFree ? (lookup as LookupFunction) : publicLookup((code) => new HostRefused(code), lookup) });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: response };
  };
}
