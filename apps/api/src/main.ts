import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, OperatorError, readConfig } from '@prosa/server/platform';
import { compose } from './compose';
import { tellAtStart } from './doctor/tell-at-start';

const dashboardDir = join(process.cwd(), 'dist/dashboard/browser');

async function main(): Promise<void> {
  process.umask(0o077); // conversations are in these files: nobody else on the machine reads them
  const config = readConfig(process.env);
  const prosa = await compose(config, process.env, { dashboardDir: existsSync(dashboardDir) ? dashboardDir : null });
  const port = await prosa.start();
  console.log(`Prosa is listening on http://${config.host}:${port}`);
  tellAtStart(prosa.platform, process.env).catch((error: unknown) => prosa.platform.logger.warn({ err: error }, 'the surroundings could not be looked at'));
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    prosa.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError || error instanceof OperatorError) console.error(error.message);
  else if ((error as { code?: string }).code === 'EADDRINUSE') console.error(`Port ${process.env['PORT'] ?? 3000} is taken: stop what uses it, or set PORT.`);
  else console.error(error);
  process.exit(1);
});
