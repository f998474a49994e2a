import { ManualClock } from '@prosa/server/platform/testing';
import { readConfig, type Platform } from '@prosa/server/platform';
import { tellAtStart } from './tell-at-start';

describe('what is told at the start', () => {
  async function toldWith(env: Record<string, string>): Promise<{ check: string; level: string; message: string }[]> {
    const told: { check: string; level: string; message: string }[] = [];
    const logger = { warn: (of: { check: string; level: string }, message: string) => told.push({ ...of, message }) };
    const all = { PROSA_DATA_DIR: '/nowhere', PROSA_PUBLIC_URL: 'http://127.0.0.1:9', ...env };
    const platform = { config: readConfig(all), clock: new ManualClock(new Date()), logger } as unknown as Platform;
    await tellAtStart(platform, all);
    return told;
  }

  it('is what does not work, and not what does', async () => {
    const told = await toldWith({ NODE_ENV: 'production', PROSA_SECRET_KEY: Buffer.alloc(32).toString('base64') });
    expect(told.map(({ check, level }) => `${level} ${check}`)).toEqual([
      'PROBLEM secret key',
      'PROBLEM public address',
      'WARNING Evolution',
      'WARNING model',
    ]);
  });

  it('says nothing of what stand-ins answer for, nor of the address while one develops', async () => {
    expect(await toldWith({ PROSA_STAND_INS: 'evolution,openai' })).toEqual([]);
  });
});
