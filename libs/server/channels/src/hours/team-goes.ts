import { LockMode } from '@mikro-orm/core';
import { onTeamDeleted } from '@prosa/server/identity';
import { Channel } from '../channels.entities';

/** What a team was to get of a channel is nobody's from then on. The channel is held, so that nothing is being given to it meanwhile. */
onTeamDeleted(async (_ctx, unit, teamId) => {
  const channels = await unit.em.find(
    Channel,
    { teamId },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  for (const channel of channels) {
    channel.teamId = null;
    channel.version += 1;
    unit.append({
      type: 'CHANNEL_CHANGED',
      node: { type: 'Channel', id: channel.id },
      version: channel.version,
      audience: { kind: 'tenant' },
    });
  }
});
