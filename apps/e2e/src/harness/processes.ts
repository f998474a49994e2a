import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../../..');

export interface RunningProcess {
  url: string;
  child: ChildProcess;
  /** Everything it printed: for tests that look for what must not be there. */
  output(): string;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL: as if the machine had lost power. */
  kill(): Promise<void>;
}

/** Starts `dist/<app>/main.mjs` and waits for its "listening on <url>". */
export async function startProcess(app: 'api' | 'sandbox', env: Record<string, string>): Promise<RunningProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, `dist/${app}/main.mjs`)], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await new Promise<string>((done, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = /listening on (https?:\/\/\S+)/i.exec(output);
      if (match?.[1]) done(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => fail(new Error(`${app} ended with ${code}:\n${output}`)));
  });
  const signal = async (name: 'SIGTERM' | 'SIGKILL') => {
    child.kill(name);
    await ended;
  };
  return { url, child, output: () => output, stop: () => signal('SIGTERM'), kill: () => signal('SIGKILL') };
}
