// A browser for the end-to-end tests: what is installed; else Chromium by apt; else the one packed in an npm package. Never skips.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// As apps/e2e/src/harness/browser.ts looks for it.
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge'];
const PACKED = 'node_modules/@sparticuz/chromium/bin/chromium.br';

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
const onPath = (name) => (process.env.PATH ?? '').split(delimiter).some((dir) => executable(join(dir, name)));
const installed = () =>
  Boolean(process.env.CHROMIUM_PATH) || NAMES.some(onPath) || executable('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');

function byApt() {
  if (process.platform !== 'linux' || !onPath('apt-get')) return false;
  const root = process.getuid() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true']).status !== 0) return false;
  const apt = (...args) => {
    const [command, ...rest] = [...(root ? [] : ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive']), 'apt-get', ...args];
    return spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  };
  console.log('No Chromium or Chrome is installed; installing Chromium by apt for the end-to-end tests …');
  apt('update'); // an old list is often enough
  return apt('install', '-y', 'chromium') && installed();
}

if (process.env.CHROMIUM_PATH && !executable(process.env.CHROMIUM_PATH)) {
  console.error(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, and that is no program.`);
  process.exit(1);
}
if (!installed() && !byApt()) {
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(PACKED)) {
    console.log('The end-to-end tests run in the Chromium that travels in an npm package.');
  } else {
    console.error('The end-to-end tests need a browser, and none could be installed here: install Chromium or Chrome, or set CHROMIUM_PATH, and run again.');
    process.exit(1);
  }
}
