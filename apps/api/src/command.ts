import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { readConfig, type Config } from '@prosa/server/platform';

/** Runs one command of the operator's with the product's configuration. What goes wrong is one line, and exit code 1. */
export async function runCommand(
  title: string,
  command: (config: Config, args: string[]) => Promise<string[]>,
): Promise<void> {
  process.umask(0o077); // nobody else on the machine reads what the command writes
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    for (const line of await command(readConfig(process.env), process.argv.slice(2))) console.log(line);
  } catch (error) {
    const message =
      error instanceof Error ? error.message || String((error as { code?: string }).code ?? error.name) : String(error);
    console.error(`${title}: ${message.replace(/\s*\n\s*/g, ' ')}`);
    process.exitCode = 1;
  }
}

/** A path as it was typed: npm starts its scripts in the product's folder, whatever folder it was called in. */
export const typedPath = (path: string): string =>
  isAbsolute(path) ? path : join(process.env['INIT_CWD'] ?? process.cwd(), path);
