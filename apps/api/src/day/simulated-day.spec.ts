import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { liveADay } from './live-a-day';

/** More days: `PROSA_DAYS=20 npx jest …`; one again: `PROSA_DAY_SEED=7`; elsewhere: `PROSA_DAY_DATABASE=PostgreSQL`. */
const first = Number(process.env['PROSA_DAY_SEED'] ?? 1);
const days = Number(process.env['PROSA_DAYS'] ?? 1);
const acts = Number(process.env['PROSA_DAY_ACTS'] ?? 400);
const [database] = testDatabaseUrls().filter(({ name }) => name === (process.env['PROSA_DAY_DATABASE'] ?? 'SQLite'));

describe('a day of twenty-four hours with everything that goes wrong in it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'prosa-day-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each(Array.from({ length: days }, (_, i) => first + i))(
    'ends with the inbox equal to the phone’s own list (seed %i)',
    async (seed) => {
      const day = await liveADay(seed, { acts, databaseUrl: await database?.url(dir) });
      if (process.env['PROSA_DAY_TRACE']) {
        console.log(JSON.stringify(day.counts), day.said);
        const ids = [...new Set(day.differences.map((line) => /[0-9A-F]{20,24}/.exec(line)?.[0] ?? ''))]
          .filter(Boolean)
          .slice(0, 3);
        for (const id of ids)
          console.log(
            [
              id,
              ...day.differences.filter((line) => line.includes(id)),
              ...day.traceOf(id).map((line) => line.replace(/"instance":"[^"]*",/, '').slice(0, 420)),
            ].join('\n'),
          );
      }
      expect({ seed, differences: day.differences.slice(0, 30), of: day.differences.length }).toEqual({
        seed,
        differences: [],
        of: 0,
      });
      expect(day.wentBack).toEqual([]);
      expect(day.said).toBeGreaterThan(acts / 2);
    },
    600_000,
  );
});
