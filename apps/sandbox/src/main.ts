import { readOptions } from './settings';
import { startSandbox } from './server';

try {
  const sandbox = await startSandbox(readOptions(process.env));
  console.log(`Sandbox listening on ${sandbox.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
