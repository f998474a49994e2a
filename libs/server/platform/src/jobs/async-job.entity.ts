import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant } from '../database/columns';

/** The queue works on this table in plain SQL; the schema is for the drift check and for reading jobs. */
export const AsyncJobSchema = defineEntity({
  name: 'AsyncJob',
  tableName: 'async_job',
  indexes: [
    { name: 'async_job_due_index', properties: ['status', 'runAt'] },
    { name: 'async_job_tenant_index', properties: ['tenantId', 'id'] },
    { name: 'async_job_lease_index', properties: ['leaseUntil'] },
  ],
  uniques: [{ name: 'async_job_waiting_unique', properties: ['kind', 'key'], where: `"status" in ('WAITING', 'RETRYING')` }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid().nullable(),
    kind: p.string().length(60),
    key: p.string().length(120),
    payload: p.text(),
    status: p.string().length(12),
    attempts: p.integer(),
    maxAttempts: p.integer(),
    runAt: instant(),
    leaseUntil: instant().nullable(),
    leaseToken: p.uuid().nullable(),
    startedAt: instant().nullable(),
    finishedAt: instant().nullable(),
    lastError: p.text().nullable(),
    createdAt: instant(),
  },
});
