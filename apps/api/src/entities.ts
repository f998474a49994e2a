import { agentEntities } from '@prosa/server/agent';
import { channelsEntities } from '@prosa/server/channels';
import { crmEntities } from '@prosa/server/crm';
import { identityEntities } from '@prosa/server/identity';
import { inboxEntities } from '@prosa/server/inbox';
import { integrationsEntities } from '@prosa/server/integrations';
import { outboundEntities } from '@prosa/server/outbound';
import { platformEntities, type EntityList } from '@prosa/server/platform';

/** Every table of the product. */
export const entities: EntityList = [
  ...platformEntities,
  ...identityEntities,
  ...integrationsEntities,
  ...crmEntities,
  ...channelsEntities,
  ...inboxEntities,
  ...agentEntities,
  ...outboundEntities,
];
