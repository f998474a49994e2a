import { systemClock } from '@prosa/server/platform';
import { runCommand } from './command';
import { examine } from './doctor/examine';

const MARKS = { OK: 'ok      ', WARNING: 'warning ', PROBLEM: 'PROBLEM ' } as const;

/** Looks at everything that an installation needs and says what is wrong; changes nothing. Exit code 1 when something does not work. */
void runCommand('The examination ended early', async (config) => {
  const found = await examine(config, process.env, systemClock);
  if (found.some(({ level }) => level === 'PROBLEM')) process.exitCode = 1;
  return found.map(({ check, level, message }) => `${MARKS[level]} ${check}: ${message}`);
});
