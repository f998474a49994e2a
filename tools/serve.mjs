// serve.mjs [--watch]: the whole product on this machine. The sandbox stands in for each outside service that has no configuration.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const watch = process.argv.includes('--watch');
if (existsSync('.env')) process.loadEnvFile('.env');
const { env } = process;
const children = new Set();
let stopping = false;

/** What the operator has to put right, in one line. */
function refuse(problem) {
  console.error(problem);
  process.exit(1);
}

/** Starts one process of ours; when it ends by itself, everything ends. */
function start(name, command, args, more = {}, ready = null) {
  const child = spawn(command, args, { env: { ...env, ...more }, stdio: ['ignore', ready ? 'pipe' : 'inherit', 'inherit'] });
  children.add(child);
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk) => {
      process.stdout.write(chunk);
      const found = ready.exec(String(chunk));
      if (found) resolve(found[1]);
    });
    child.once('exit', (code) => {
      children.delete(child);
      if (!stopping) console.error(`${name} ended (${code}).`);
      stop(code ?? 1);
    });
  });
}

function stop(code) {
  if (!stopping) {
    stopping = true;
    process.exitCode = code;
    for (const child of children) child.kill('SIGTERM');
    setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 30_000).unref();
  }
  if (children.size === 0) process.exit();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));

const appArgs = (app) =>
  watch ? ['--import', 'tsx', '--watch-preserve-output', '--watch', `apps/${app}/src/main.ts`] : ['--enable-source-maps', `dist/${app}/main.mjs`];
const tsx = watch ? { TSX_TSCONFIG_PATH: 'tsconfig.base.json' } : {};

/** Which services have no configuration of their own, by PROSA_SANDBOX: `auto` (default), `on` or `off`. */
function missingServices() {
  const mode = env.PROSA_SANDBOX || 'auto';
  if (!['auto', 'on', 'off'].includes(mode)) refuse('PROSA_SANDBOX: one of auto, on, off.');
  if (mode === 'off') return [];
  const missing = [!env.EVOLUTION_URL && 'EVOLUTION', !env.OPENAI_API_KEY && 'OPENAI'].filter(Boolean);
  return mode === 'on' ? ['EVOLUTION', 'OPENAI'] : missing;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const wanted = missingServices();
const host = env.HOST || '127.0.0.1';
const reachable = !LOOPBACK.includes(host);
if (wanted.length > 0 && reachable) {
  const names = wanted.join(' and ');
  if (env.PROSA_SANDBOX === 'on') refuse(`The sandbox runs on this machine only, and HOST=${host} can be reached from others. Configure ${names}, or leave HOST out.`);
  console.warn(`HOST=${host} can be reached from other machines, so no sandbox stands in: ${names} stay without a service until you configure them.`);
}

const outside = {};
if (wanted.length > 0 && !reachable) {
  const url = await start('The sandbox', process.execPath, appArgs('sandbox'), { ...tsx, HOST: '127.0.0.1', PROSA_SANDBOX_PORT: env.PROSA_SANDBOX_PORT || '3100' }, /listening on (\S+)/i);
  if (wanted.includes('EVOLUTION')) Object.assign(outside, { EVOLUTION_URL: `${url}/evolution`, EVOLUTION_API_KEY: 'sandbox-evolution-key', PROSA_TEST_PHONE_URL: `${url}/phone` });
  if (wanted.includes('OPENAI')) Object.assign(outside, { OPENAI_BASE_URL: `${url}/openai/v1`, OPENAI_API_KEY: 'sandbox-openai-key' });
  outside.PROSA_STAND_INS = wanted.join(',').toLowerCase();
}
const port = env.PORT || '3000';
const developing = watch ? { PROSA_PUBLIC_URL: 'http://127.0.0.1:4200', EVOLUTION_WEBHOOK_URL: `http://127.0.0.1:${port}` } : { NODE_ENV: env.NODE_ENV || 'production' };
const api = start('Prosa', process.execPath, appArgs('api'), { ...tsx, ...developing, ...outside }, /listening on (\S+)/i);
if (watch) void start('The dashboard', process.execPath, ['node_modules/nx/dist/bin/nx.js', 'serve', 'dashboard'], { NX_TUI: 'false', NX_DAEMON: 'false', PORT: '', PROSA_API_PORT: port });
const at = await api;
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
console.log(`\n  Prosa ${version} is ready: open ${watch ? 'http://127.0.0.1:4200' : at}`);
if (outside.PROSA_TEST_PHONE_URL) console.log(`  The test phone, in place of WhatsApp: ${outside.PROSA_TEST_PHONE_URL}`);
console.log('  Ctrl+C stops it.\n');
