import { EventHeadSchema, EventLogSchema } from './event-log/event-log.entity';
import { AsyncJobSchema } from './jobs/async-job.entity';
import { UploadSchema } from './uploads/upload.entity';

export const platformEntities = [EventLogSchema, EventHeadSchema, AsyncJobSchema, UploadSchema];
