// build.mjs api|sandbox|bench: bundles one Node application of ours; packages stay outside, tsconfig aliases are bundled.
import { build } from 'esbuild';

/** What each application starts by name; the rest is bundled into them. */
const ENTRIES = { api: ['main', 'backup', 'restore', 'doctor'], sandbox: ['main'], bench: ['main', 'floor'] };

const app = process.argv[2];
await build({
  entryPoints: Object.fromEntries(ENTRIES[app].map((name) => [name, `apps/${app}/src/${name}.ts`])),
  outdir: `dist/${app}`,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  tsconfig: 'tsconfig.base.json',
  sourcemap: true,
  keepNames: true, // entity and migration names survive
  logLevel: 'warning',
});
