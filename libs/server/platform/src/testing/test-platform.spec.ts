import { platformEntities } from '../platform-entities';
import { testPlatform, type TestPlatform } from './test-platform';

describe('the test platform', () => {
  let test: TestPlatform;
  beforeAll(async () => void (test = await testPlatform({ entities: platformEntities })));
  afterAll(() => test.close());

  it('has a migrated database', async () => {
    expect(await test.platform.db.read('select count(*) as n from event_log')).toEqual([{ n: 0 }]);
  });

  it('seals secrets to their context', () => {
    const { secrets } = test.platform;
    const sealed = secrets.seal('hunter2', 'a');
    expect(sealed).not.toContain('hunter2');
    expect(secrets.open(sealed, 'a')).toBe('hunter2');
    expect(() => secrets.open(sealed, 'b')).toThrow();
  });

  it('runs jobs on demand, one per key, and what they enqueue', async () => {
    const ran: string[] = [];
    test.jobs.handle({
      kind: 'a',
      run: async (job) => {
        ran.push(job.key);
        if (job.key === '1') await test.jobs.enqueue({ kind: 'a', key: '2', tenantId: null });
        if (job.key === '2') return { again: new Date('2030-01-01') };
      },
    });
    await test.jobs.enqueue({ kind: 'a', key: '1', tenantId: null });
    await test.jobs.enqueue({ kind: 'a', key: '1', tenantId: null });
    expect(await test.jobs.runAll()).toBe(2);
    expect(ran).toEqual(['1', '2']);
    expect(test.jobs.waitingJobs()).toMatchObject([{ key: '2', runAt: new Date('2030-01-01') }]);
    expect(test.jobs.requests).toHaveLength(4);
    expect(await test.jobs.runAll()).toBe(0);
  });

  it('gives the same instrument for the same name', () => {
    expect(test.platform.metrics.counter('x_total', 'x')).toBe(test.platform.metrics.counter('x_total', 'x'));
  });
});
