import { readOptions } from './settings';
import { startSandbox } from './server';

try {
  const sandbox = await startSandbox(readOptions(process.env));
  console.log(`Sandbox listening on ${sandbox.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
} catch (error) {
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  console.error(code === 'EADDRINUSE' ? `Port ${port} is taken: stop what uses it, or set PROSA_SANDBOX_PORT.` : (message ?? String(error)));
  process.exit(1);
}
