import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Traffic captured on a real server; `manifest.json` says what each file means. Only for tests. */
const FIXTURES = join(__dirname, '../../../fixtures/evolution');

export interface Expected {
  kind: string;
  direction?: 'in' | 'out';
  text?: string | null;
  state?: string;
  status?: string;
  effect?: string;
  [more: string]: unknown;
}
export interface WebhookFixture {
  file: string;
  event: string;
  variant: string;
  instance: string;
  expected: Expected;
}
export interface RestPair {
  request: { method: string; path: string; headers: Record<string, string>; body: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(FIXTURES, path), 'utf8'));

export const webhookFixtures = (): WebhookFixture[] =>
  (read('manifest.json') as { files: WebhookFixture[] }).files.filter(({ file }) => file.startsWith('webhooks/'));

/** The body as it came over the wire. */
export const webhookBody = (file: string): Record<string, unknown> =>
  (read(file.startsWith('webhooks/') ? file : `webhooks/${file}.json`) as { body: Record<string, unknown> }).body;

export const restPair = (name: string): RestPair => read(`rest/${name}.json`) as RestPair;
