import { readFileSync } from 'node:fs';

/** The version in the `package.json` of the folder that the product is started in. */
export function productVersion(): string {
  try {
    return (JSON.parse(readFileSync('package.json', 'utf8')) as { version?: string }).version ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
