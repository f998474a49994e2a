import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Traffic captured on a real server (Evolution API 2.3.6). */
const FIXTURES = join(__dirname, '../../fixtures');

export interface RestPair {
  request: { method: string; path: string; headers: Record<string, string>; body: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

const names = (folder: string): string[] =>
  readdirSync(join(FIXTURES, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''));
const read = (path: string): unknown => JSON.parse(readFileSync(join(FIXTURES, `${path}.json`), 'utf8'));

export const restPairs = (): string[] => names('rest');
export const restPair = (name: string): RestPair => read(`rest/${name}`) as RestPair;

export interface CapturedWebhook {
  name: string;
  headers: Record<string, string>;
  body: { event: string; data: unknown } & Record<string, unknown>;
}
export const capturedWebhooks = (): CapturedWebhook[] =>
  names('webhooks').map((name) => ({ name, ...(read(`webhooks/${name}`) as Omit<CapturedWebhook, 'name'>) }));
