import type { TenantContext } from '../context/context';
import { builder } from '../graphql/builder';
import { connectionType, pageById } from '../graphql/connection';
import { nodeType } from '../graphql/node';

const JobStatusEnum = builder.enumType('JobStatus', { values: ['WAITING', 'RUNNING', 'RETRYING', 'DONE', 'DEAD', 'CANCELLED'] as const });
type JobStatus = 'WAITING' | 'RUNNING' | 'RETRYING' | 'DONE' | 'DEAD' | 'CANCELLED';

interface JobView {
  __node: 'Job';
  id: string;
  kind: string;
  status: JobStatus;
  attempts: number;
  maxAttempts: number;
  runAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  lastError: string | null;
  payload: unknown;
}
const JobType = builder.objectRef<JobView>('Job');
const date = (value: unknown): Date | null => (value == null ? null : new Date(Number(value)));

async function readJobs({ platform, tenantId }: TenantContext, condition: string, params: unknown[], limit: number): Promise<JobView[]> {
  const rows = await platform.db.read(`select * from async_job where tenant_id = ? ${condition} order by id desc limit ${Number(limit)}`, [tenantId, ...params]);
  return rows.map((row) => ({
    __node: 'Job',
    id: String(row['id']),
    kind: String(row['kind']),
    status: row['status'] as JobStatus,
    attempts: Number(row['attempts']),
    maxAttempts: Number(row['max_attempts']),
    runAt: date(row['run_at']) as Date,
    startedAt: date(row['started_at']),
    finishedAt: date(row['finished_at']),
    lastError: (row['last_error'] as string | null) ?? null,
    payload: JSON.parse(String(row['payload'])),
  }));
}
const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

nodeType(JobType, {
  right: 'operations:read',
  load: async (tenant, ids) => new Map((await readJobs(tenant, `and id in (${marks(ids)})`, [...ids], ids.length)).map((job) => [job.id, job])),
  fields: (t) => ({
    kind: t.exposeString('kind'),
    status: t.expose('status', { type: JobStatusEnum }),
    attempts: t.exposeInt('attempts'),
    maxAttempts: t.exposeInt('maxAttempts'),
    runAt: t.expose('runAt', { type: 'DateTime' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    lastError: t.exposeString('lastError', { nullable: true }),
    payload: t.expose('payload', { type: 'JSON' }),
  }),
});

const JobFilter = builder.inputType('JobFilter', { fields: (t) => ({ status: t.field({ type: [JobStatusEnum] }), kind: t.string() }) });

builder.queryField('jobs', (t) =>
  t.field({
    type: connectionType<JobView>('Job', JobType),
    authScopes: { right: 'operations:read' },
    args: { filter: t.arg({ type: JobFilter }), first: t.arg.int(), after: t.arg.string() },
    resolve: (_, { filter, ...page }, ctx) =>
      pageById(page, (after, limit) => {
        const conditions = [after && 'and id < ?', filter?.kind && 'and kind = ?', filter?.status && `and status in (${marks(filter.status)})`];
        const params = [...(after ? [after] : []), ...(filter?.kind ? [filter.kind] : []), ...(filter?.status ?? [])];
        return readJobs(ctx.tenant as TenantContext, conditions.filter(Boolean).join(' '), params, limit);
      }),
  }),
);
