// After the dashboard's own build: bundles its service worker with the list of the files that it keeps for when there is no network.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';

const DIR = 'dist/dashboard/browser';
const WORKER = 'worker.js';
/** What has a hash in its name is told by it; everything else by what is in it. */
const HASHED = /-[\w-]{8}\.\w+$/;
const hashOf = (file) => createHash('sha256').update(readFileSync(join(DIR, file))).digest('hex').slice(0, 16);

for (const old of [WORKER, `${WORKER}.map`]) rmSync(join(DIR, old), { force: true });
const files = readdirSync(DIR, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
  .map((entry) => relative(DIR, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort()
  // The server has the page at "/", with what the operator configured in it.
  .map((file) => (file === 'index.html' ? { url: '/', revision: hashOf(file) } : { url: `/${file}`, revision: HASHED.test(file) ? null : hashOf(file) }));

await build({
  entryPoints: { worker: 'libs/dashboard/worker/src/main.ts' },
  outdir: DIR,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: { FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
  tsconfig: 'tsconfig.base.json',
  logLevel: 'warning',
});
