import '@prosa/server/agent';
import '@prosa/server/channels';
import '@prosa/server/crm';
import '@prosa/server/identity';
import '@prosa/server/inbox';
import '@prosa/server/integrations';
import '@prosa/server/outbound';
import { builder, describeAccess } from '@prosa/server/platform';

/** The whole schema. Throws when an entry of it has no declared right. */
export const schema = builder.toSchema();
export const access = describeAccess(schema);
