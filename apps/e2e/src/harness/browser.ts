import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { ROOT } from './processes';

/** An installed Chromium or Chrome; else, on Linux x64, the one that travels in an npm package. Throws when neither starts. `more` are arguments of its command line. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const installed = process.env['E2E_BROWSER'] === 'packed' ? undefined : findInstalled();
  const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more];
  const options: LaunchOptions = { headless: true, args: quiet };
  if (installed) return chromium.launch({ ...options, executablePath: installed });
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  await inflate(join(ROOT, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
  const libraries = [join(tmpdir(), 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return chromium.launch({
    headless: true,
    executablePath: await packed.executablePath(),
    args: [...packed.args, ...more],
    env: { ...process.env, LD_LIBRARY_PATH: libraries } as Record<string, string>,
  });
}

function findInstalled(): string | undefined {
  if (process.env['CHROMIUM_PATH']) return process.env['CHROMIUM_PATH'];
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge'];
  const candidates = (process.env['PATH'] ?? '').split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  candidates.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
