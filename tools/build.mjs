// build.mjs api|sandbox|bench: bundles one Node application of ours; packages stay outside, tsconfig aliases are bundled.
import { build } from 'esbuild';

const app = process.argv[2];
await build({
  entryPoints: { main: `apps/${app}/src/main.ts` },
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
