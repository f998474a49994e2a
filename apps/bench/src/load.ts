import { Agent, request } from 'node:http';

export interface Target {
  url: string;
  headers: Record<string, string>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One POST; resolves with the status when the whole answer is in. */
export function post(target: Target, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...target.headers };
    const call = request(target.url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Posts `bodies` over `connections` at once; answers per second. Throws on any answer but 200: a refused event is no throughput. */
export async function postAll(target: Target, bodies: readonly string[], connections: number): Promise<number> {
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (next < bodies.length) {
      const status = await post(target, bodies[next++] as string);
      if (status !== 200) throw new Error(`The target answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return bodies.length / ((performance.now() - started) / 1000);
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
