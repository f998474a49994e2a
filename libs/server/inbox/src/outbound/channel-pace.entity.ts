import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantFilter } from '@prosa/server/platform';

/** The rhythm of a channel: from when on an agent's message to somebody else may go out, and to whom the last one went. */
export const ChannelPaceSchema = defineEntity({
  name: 'ChannelPace',
  tableName: 'channel_pace',
  filters: tenantFilter,
  properties: {
    channelId: p.uuid().primary(),
    tenantId: p.uuid(),
    conversationId: p.uuid().nullable(),
    freeAt: instant(),
  },
});
export class ChannelPace extends ChannelPaceSchema.class {}
ChannelPaceSchema.setClass(ChannelPace);
